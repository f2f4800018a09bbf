package antiphon.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key to this server's API. Its secret is shown once, when it is made, and then known here only by its SHA-256; being
 * 256 random bits it needs no slow hash. A revoked key stays, so that the audit trail keeps its names.
 */
@Entity
@Table(name = "api_key")
public class ApiKey {
    /** Precise enough to find keys nobody uses, rare enough not to write on every request. */
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    @Id
    private String id;

    @Column(name = "secret_sha256")
    private String secretSha256;

    /** The beginning of the secret, by which a person tells keys apart. */
    @Column(name = "shown_prefix")
    private String shownPrefix;

    @Column(name = "name")
    private String name;

    @Enumerated(EnumType.STRING)
    @Column(name = "role")
    private Role role;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ApiKey() {}

    ApiKey(String id, String secret, String name, Role role, Instant createdAt, @Nullable Instant expiresAt) {
        this.id = id;
        this.secretSha256 = Fingerprint.of(secret);
        this.shownPrefix = secret.substring(0, 9);
        this.name = name;
        this.role = role;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Role role() {
        return role;
    }

    public String shownPrefix() {
        return shownPrefix;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUsedAt);
    }

    /** Compares in constant time. */
    boolean opensWith(String secret, Instant now) {
        boolean same = MessageDigest.isEqual(
                Fingerprint.of(secret).getBytes(StandardCharsets.US_ASCII),
                secretSha256.getBytes(StandardCharsets.US_ASCII));
        return same && revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    void noteUse(Instant now) {
        if (lastUsedAt == null || lastUsedAt.plus(USE_NOTED_EVERY).isBefore(now)) {
            lastUsedAt = now;
        }
    }

    void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
        }
    }

    Actor actor() {
        return new Actor(id, name, role);
    }
}
