package antiphon.campaigns;

import antiphon.agents.documents.JsonObjectColumn;
import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Fingerprint;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A list of calls to place. Pending from its making; cancelled it may be taken up again by a retry. */
@Entity
@Table(name = "batch_call")
public class BatchCall {
    static final String PENDING = "pending";
    static final String CANCELLED = "cancelled";

    @Id
    private String id;

    @Column(name = "name")
    private String name;

    @Column(name = "agent_id")
    private String agentId;

    @Column(name = "agent_name")
    private String agentName;

    @Column(name = "branch_id")
    private @Nullable String branchId;

    @Column(name = "branch_name")
    private @Nullable String branchName;

    @Column(name = "environment")
    private @Nullable String environment;

    @Column(name = "phone_number_id")
    private String phoneNumberId;

    @Column(name = "phone_provider")
    private String phoneProvider;

    @Column(name = "status")
    private String status;

    @Column(name = "scheduled_at")
    private Instant scheduledAt;

    @Column(name = "timezone")
    private @Nullable String timezone;

    @Column(name = "retry_count")
    private int retryCount;

    @Column(name = "telephony_call_config")
    @Convert(converter = JsonObjectColumn.class)
    private JsonObject telephonyCallConfig;

    @Column(name = "target_concurrency_limit")
    private @Nullable Integer targetConcurrencyLimit;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected BatchCall() {}

    BatchCall(BatchOrder order, Instant now) {
        this.id = PublicId.fresh("btcal_");
        this.name = order.name();
        this.agentId = order.agentId();
        this.agentName = order.agentName();
        this.branchId = order.branchId().orElse(null);
        this.branchName = order.branchName().orElse(null);
        this.environment = order.environment().orElse(null);
        this.phoneNumberId = order.phoneNumberId();
        this.phoneProvider = order.phoneProvider();
        this.status = PENDING;
        this.scheduledAt = order.scheduledAt();
        this.timezone = order.timezone().orElse(null);
        this.telephonyCallConfig = order.telephonyCallConfig();
        this.targetConcurrencyLimit = order.concurrency().orElse(null);
        this.createdAt = now;
        this.updatedAt = now;
    }

    String id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** @throws Refusal.Conflict when it is over */
    void cancel(Instant now) {
        if (!status.equals(PENDING) && !status.equals("in_progress")) {
            throw new Refusal.Conflict("batch_call_over", "The batch call '" + id + "' is " + status + " already.");
        }
        status = CANCELLED;
        updatedAt = now;
    }

    /** Those that came to nothing are to be called again. */
    void retry(Instant now) {
        status = PENDING;
        retryCount++;
        updatedAt = now;
    }

    String fingerprint() {
        return Fingerprint.of(String.join("\n", id, name, status, String.valueOf(retryCount)));
    }

    /** The contract's BatchCallResponse, as a beginning. */
    JsonObjectBuilder asJson(BatchCounts counts) {
        JsonObject shown = Json.createObjectBuilder()
                .add("id", id)
                .add("phone_number_id", phoneNumberId)
                .add("phone_provider", phoneProvider)
                .addNull("whatsapp_params")
                .add("name", name)
                .add("agent_id", agentId)
                .add("branch_id", orNull(branchId))
                .add("environment", orNull(environment))
                .add("created_at_unix", createdAt.getEpochSecond())
                .add("scheduled_time_unix", scheduledAt.getEpochSecond())
                .add("timezone", orNull(timezone))
                .add("total_calls_dispatched", counts.dispatched())
                .add("total_calls_scheduled", counts.scheduled())
                .add("total_calls_finished", counts.finished())
                .add("last_updated_at_unix", updatedAt.getEpochSecond())
                .add("status", status)
                .add("retry_count", retryCount)
                .add("telephony_call_config", telephonyCallConfig)
                .add(
                        "target_concurrency_limit",
                        targetConcurrencyLimit == null ? JsonValue.NULL : Json.createValue(targetConcurrencyLimit))
                .add("agent_name", agentName)
                .add("branch_name", orNull(branchName))
                .build();
        return Json.createObjectBuilder(Contract.stated().complete("BatchCallResponse", shown));
    }

    private static JsonValue orNull(@Nullable String text) {
        return text == null ? JsonValue.NULL : Json.createValue(text);
    }
}
