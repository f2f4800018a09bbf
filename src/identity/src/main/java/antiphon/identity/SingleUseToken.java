package antiphon.identity;

import antiphon.api.PublicId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A token that opens one operation once, for a while. Gone when it is used. */
@Entity
@Table(name = "single_use_token")
class SingleUseToken {
    @Id
    private String id;

    @Column(name = "token_sha256")
    private String tokenSha256;

    @Column(name = "purpose")
    private String purpose;

    @Column(name = "key_id")
    private String keyId;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected SingleUseToken() {}

    SingleUseToken(String token, String purpose, String keyId, Instant expiresAt) {
        this.id = PublicId.fresh("sut_");
        this.tokenSha256 = Fingerprint.of(token);
        this.purpose = purpose;
        this.keyId = keyId;
        this.expiresAt = expiresAt;
    }

    String id() {
        return id;
    }

    String keyId() {
        return keyId;
    }

    boolean opens(String wanted, Instant now) {
        return purpose.equals(wanted) && now.isBefore(expiresAt);
    }
}
