package antiphon.identity;

import antiphon.api.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One change that somebody made. What changed is named by fingerprints; the content stays where it is. */
@Entity
@Table(name = "audit_entry")
class AuditEntry {
    @Id
    private String id;

    @Column(name = "happened_at")
    private Instant happenedAt;

    @Column(name = "actor_id")
    private String actorId;

    @Column(name = "action")
    private String action;

    @Column(name = "subject_id")
    private String subjectId;

    @Column(name = "before_sha256")
    private @Nullable String beforeSha256;

    @Column(name = "after_sha256")
    private @Nullable String afterSha256;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected AuditEntry() {}

    AuditEntry(
            String id,
            Instant happenedAt,
            String actorId,
            String action,
            String subjectId,
            @Nullable String beforeSha256,
            @Nullable String afterSha256) {
        this.id = id;
        this.happenedAt = happenedAt;
        this.actorId = actorId;
        this.action = action;
        this.subjectId = subjectId;
        this.beforeSha256 = beforeSha256;
        this.afterSha256 = afterSha256;
    }

    String id() {
        return id;
    }

    Instant happenedAt() {
        return happenedAt;
    }

    String actorId() {
        return actorId;
    }

    /** @param actorName as the key is called now */
    JsonObject asJson(String actorName) {
        return Json.createObjectBuilder()
                .add("audit_id", id)
                .add("happened_at_unix_secs", happenedAt.getEpochSecond())
                .add("actor_id", actorId)
                .add("actor_name", actorName)
                .add("action", action)
                .add("subject_id", subjectId)
                .add("before_sha256", text(beforeSha256))
                .add("after_sha256", text(afterSha256))
                .build();
    }

    private static JsonValue text(@Nullable String text) {
        return text == null ? JsonValue.NULL : Json.createValue(text);
    }
}
