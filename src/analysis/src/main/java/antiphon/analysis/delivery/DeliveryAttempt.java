package antiphon.analysis.delivery;

import antiphon.api.Json;
import antiphon.api.PublicId;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of sending something once. */
@Entity
@Table(name = "webhook_attempt")
class DeliveryAttempt {
    @Id
    private String id;

    @Column(name = "delivery_id")
    private String deliveryId;

    @Column(name = "number")
    private int number;

    @Column(name = "begun_at")
    private Instant begunAt;

    @Column(name = "latency_millis")
    private long latencyMillis;

    @Column(name = "response_code")
    private @Nullable Integer responseCode;

    @Column(name = "response_begin")
    private String responseBegin;

    @Column(name = "problem")
    private @Nullable String problem;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected DeliveryAttempt() {}

    DeliveryAttempt(String deliveryId, int number, Outcome outcome) {
        id = PublicId.fresh("attempt_");
        this.deliveryId = deliveryId;
        this.number = number;
        begunAt = outcome.begunAt();
        latencyMillis = outcome.latency().toMillis();
        responseCode = outcome.code().isPresent() ? outcome.code().getAsInt() : null;
        responseBegin = outcome.responseBegin();
        problem = outcome.problem().orElse(null);
    }

    JsonObject asJson() {
        return Json.createObjectBuilder()
                .add("attempt", number)
                .add("begun_at_unix", begunAt.getEpochSecond())
                .add("latency_ms", latencyMillis)
                .add("response_status", responseCode == null ? JsonValue.NULL : Json.createValue(responseCode))
                .add("response_begin", responseBegin)
                .add("problem", problem == null ? JsonValue.NULL : Json.createValue(problem))
                .build();
    }
}
