package antiphon.analysis.delivery;

import antiphon.api.Json;
import antiphon.api.PublicId;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One thing that one webhook is to be told. Its id and its payload stay the same however often it is sent. */
@Entity
@Table(name = "webhook_delivery")
class WebhookDelivery {
    static final String PENDING = "pending";
    static final String DELIVERED = "delivered";
    static final String FAILED = "failed";

    @Id
    private String id;

    @Column(name = "webhook_id")
    private String webhookId;

    @Column(name = "conversation_id")
    private String conversationId;

    @Column(name = "event_type")
    private String eventType;

    /** What is sent; of sound, all but the sound. */
    @Column(name = "payload")
    private String payload;

    @Column(name = "status")
    private String status;

    /** Since it was last begun, by its event or by hand. */
    @Column(name = "tries")
    private int tries;

    /** In all. */
    @Column(name = "attempts")
    private int attempts;

    /** When it is to be sent; while it is being sent, when another may try. */
    @Column(name = "due_at")
    private Instant dueAt;

    @Column(name = "claimed_by")
    private @Nullable String claimedBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "settled_at")
    private @Nullable Instant settledAt;

    /** Whether it is to go when it was told, or cannot be. */
    @Column(name = "fleeting")
    private boolean fleeting;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected WebhookDelivery() {}

    WebhookDelivery(
            String webhookId, String conversationId, EventType type, String payload, Instant dueAt, Instant now) {
        id = PublicId.fresh("msg_");
        this.webhookId = webhookId;
        this.conversationId = conversationId;
        this.dueAt = dueAt;
        eventType = type.wireName();
        this.payload = payload;
        status = PENDING;
        createdAt = now;
    }

    boolean isHeldBy(String worker) {
        return worker.equals(claimedBy) && status.equals(PENDING);
    }

    /** The number of the attempt just made. */
    int tried() {
        tries++;
        attempts++;
        claimedBy = null;
        return attempts;
    }

    int tries() {
        return tries;
    }

    void settle(boolean taken, Instant now) {
        status = taken ? DELIVERED : FAILED;
        settledAt = now;
    }

    /** Whether nobody may read it any more, now that it is settled. */
    boolean isToGo() {
        return fleeting && !status.equals(PENDING);
    }

    void waitFor(Duration pause, Instant now) {
        dueAt = now.plus(pause);
    }

    /** Whether somebody sends it just now, and has not died over it. */
    boolean isUnderWay(Instant now) {
        return claimedBy != null && !dueAt.isBefore(now);
    }

    /** From the beginning of its schedule, with the same id. */
    void replay(Instant now) {
        claimedBy = null;
        status = PENDING;
        settledAt = null;
        tries = 0;
        dueAt = now;
    }

    String id() {
        return id;
    }

    String payload() {
        return payload;
    }

    Instant createdAt() {
        return createdAt;
    }

    JsonObjectBuilder asJson() {
        return Json.createObjectBuilder()
                .add("delivery_id", id)
                .add("webhook_id", webhookId)
                .add("conversation_id", conversationId)
                .add("type", eventType)
                .add("status", status)
                .add("attempt_count", attempts)
                .add("created_at_unix", createdAt.getEpochSecond())
                .add("next_attempt_at_unix", status.equals(PENDING) ? unix(dueAt) : JsonValue.NULL)
                .add(
                        "settled_at_unix",
                        Optional.ofNullable(settledAt)
                                .map(WebhookDelivery::unix)
                                .orElse(JsonValue.NULL));
    }

    private static JsonValue unix(Instant moment) {
        return Json.createValue(moment.getEpochSecond());
    }
}
