package antiphon.agents.secrets;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A named value, sealed. */
@Entity
@Table(name = "secret")
public class Secret {
    @Id
    private String id;

    @Column(name = "name")
    private String name;

    @Column(name = "sealed_value")
    private byte[] sealedValue;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Secret() {}

    Secret(String id, String name, byte[] sealedValue, Instant now) {
        this.id = id;
        this.name = name;
        this.sealedValue = sealedValue.clone();
        this.createdAt = now;
        this.updatedAt = now;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    byte[] sealedValue() {
        return sealedValue.clone();
    }

    void become(String newName, byte[] newSealedValue, Instant now) {
        name = newName;
        sealedValue = newSealedValue.clone();
        updatedAt = now;
    }
}
