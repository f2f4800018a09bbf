package antiphon.conversations.settings;

import antiphon.agents.documents.JsonObjectColumn;
import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One document of settings, as it was sent. */
@Entity
@Table(name = "workspace_setting")
public class WorkspaceSetting {
    @Id
    private String name;

    @Column(name = "document")
    @Convert(converter = JsonObjectColumn.class)
    private JsonObject document;

    @Column(name = "changed_at")
    private Instant changedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected WorkspaceSetting() {}

    void become(JsonObject newer, Instant at) {
        document = newer;
        changedAt = at;
    }

    String name() {
        return name;
    }

    JsonObject document() {
        return document;
    }

    Instant changedAt() {
        return changedAt;
    }
}
