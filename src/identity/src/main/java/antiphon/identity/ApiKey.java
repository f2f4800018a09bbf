package antiphon.identity;

import antiphon.api.Json;
import antiphon.api.PublicId;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** Names of scopes with blanks between them; null for all. */
    @Column(name = "scopes")
    private @Nullable String scopes;

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

    ApiKey(String secret, WantedKey wanted, Instant createdAt) {
        this.id = PublicId.fresh("key_");
        this.secretSha256 = Fingerprint.of(secret);
        this.shownPrefix = secret.substring(0, 9);
        this.name = wanted.name();
        this.role = wanted.role();
        this.scopes = wanted.isForEverything()
                ? null
                : wanted.scopes().stream().map(Scope::wireName).sorted().collect(Collectors.joining(" "));
        this.createdAt = createdAt;
        this.expiresAt = wanted.expiresAt().orElse(null);
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
        return same && isGood(now);
    }

    /** Neither revoked nor expired. */
    boolean isGood(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** Whether it can make other keys. */
    boolean rules() {
        return role == Role.ADMIN && scopes().contains(Scope.WORKSPACE_WRITE);
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
        return new Actor(id, name, role, scopes());
    }

    Set<Scope> scopes() {
        return scopes == null
                ? EnumSet.allOf(Scope.class)
                : Arrays.stream(scopes.split(" ")).map(Scope::parse).collect(Collectors.toSet());
    }

    /** A digest of what the key may do, for the trail. */
    String fingerprint() {
        return Fingerprint.of(name + role + scopes + expiresAt);
    }

    /** As the API shows it: never its secret. */
    JsonObject asJson() {
        JsonArrayBuilder allowed = Json.createArrayBuilder();
        scopes().stream().map(Scope::wireName).sorted().forEach(allowed::add);
        return Json.createObjectBuilder()
                .add("key_id", id)
                .add("name", name)
                .add("role", role.wireName())
                .add("scopes", allowed)
                .add("preview", shownPrefix + "…")
                .add("created_at_unix_secs", createdAt.getEpochSecond())
                .add("expires_at_unix_secs", seconds(expiresAt))
                .add("last_used_at_unix_secs", seconds(lastUsedAt))
                .add("revoked_at_unix_secs", seconds(revokedAt))
                .build();
    }

    private static JsonValue seconds(@Nullable Instant moment) {
        return moment == null ? JsonValue.NULL : Json.createValue(moment.getEpochSecond());
    }
}
