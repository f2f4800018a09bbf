package antiphon.agents.tools;

import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.api.contract.Contract;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One use of a stored tool in a conversation. Never changes. */
@Entity
@Table(name = "tool_execution")
public class ToolExecution {
    @Id
    private String id;

    @Column(name = "tool_id")
    private String toolId;

    @Column(name = "tool_request_id")
    private String toolRequestId;

    @Column(name = "conversation_id")
    private String conversationId;

    @Column(name = "agent_id")
    private String agentId;

    @Column(name = "branch_id")
    private @Nullable String branchId;

    @Column(name = "happened_at")
    private Instant happenedAt;

    @Column(name = "latency_secs")
    private double latencySeconds;

    @Column(name = "is_error")
    private boolean error;

    @Column(name = "request_payload")
    private @Nullable String requestPayload;

    @Column(name = "response_payload")
    private @Nullable String responsePayload;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ToolExecution() {}

    ToolExecution(ToolUsed used) {
        this.id = PublicId.fresh("toolexec_");
        this.toolId = used.toolId();
        this.toolRequestId = used.requestId();
        this.conversationId = used.conversationId();
        this.agentId = used.agentId();
        this.branchId = used.branchId();
        this.happenedAt = used.at();
        this.latencySeconds = used.took().toMillis() / 1000.0;
        this.error = used.error();
        this.requestPayload = used.payloads().map(ToolUsed.Payloads::request).orElse(null);
        this.responsePayload = used.payloads().map(ToolUsed.Payloads::response).orElse(null);
    }

    String id() {
        return id;
    }

    Instant happenedAt() {
        return happenedAt;
    }

    /** The contract's ToolExecutionResponseModel. */
    JsonObject asJson() {
        JsonObjectBuilder shown = Json.createObjectBuilder()
                .add("id", id)
                .add("tool_id", toolId)
                .add("tool_request_id", toolRequestId)
                .add("conversation_id", conversationId)
                .add("agent_id", agentId)
                .add("timestamp", happenedAt.toEpochMilli() / 1000.0)
                .add("latency_secs", latencySeconds)
                .add("is_error", error);
        add(shown, "branch_id", branchId);
        add(shown, "request_payload", requestPayload);
        add(shown, "response_payload", responsePayload);
        add(shown, "error_message", error ? responsePayload : null);
        return Contract.stated().complete("ToolExecutionResponseModel", shown.build());
    }

    private static void add(JsonObjectBuilder object, String name, @Nullable String text) {
        if (text != null) {
            object.add(name, text);
        }
    }

    /**
     * A stored tool was used.
     *
     * @param requestId the id of the tool call in its conversation
     * @param at when the tool was asked
     * @param payloads empty where the conversation leaves no trace of what was said
     */
    public record ToolUsed(
            String toolId,
            String requestId,
            String conversationId,
            String agentId,
            @Nullable String branchId,
            Instant at,
            Duration took,
            boolean error,
            Optional<Payloads> payloads) {
        /** What was asked and what came back, as the model wrote and read it. */
        public record Payloads(String request, String response) {}
    }
}
