package antiphon.conversations.record;

import antiphon.api.Json;
import antiphon.language.Attachment;
import jakarta.json.JsonArrayBuilder;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One entry of a kept transcript. */
@Entity
@Table(name = "conversation_turn")
public class ConversationTurn {
    @EmbeddedId
    private Key key;

    @Column(name = "role")
    private String role;

    @Column(name = "message")
    private @Nullable String message;

    @Column(name = "original_message")
    private @Nullable String originalMessage;

    @Column(name = "interrupted")
    private boolean interrupted;

    @Column(name = "time_in_call_secs")
    private int timeInCallSeconds;

    @Column(name = "event_id")
    private int eventId;

    @Column(name = "source_medium")
    private String sourceMedium;

    @Column(name = "tool_calls")
    private String toolCalls;

    @Column(name = "tool_results")
    private String toolResults;

    @Column(name = "metrics")
    private String metrics;

    @Column(name = "producing_llm")
    private @Nullable String producingLlm;

    @Column(name = "input_tokens")
    private long inputTokens;

    @Column(name = "output_tokens")
    private long outputTokens;

    @Column(name = "feedback_score")
    private @Nullable String feedbackScore;

    @Column(name = "feedback_at_secs")
    private @Nullable Integer feedbackAtSeconds;

    @Column(name = "speaker_agent_id")
    private @Nullable String speakerAgentId;

    @Column(name = "workflow_node_id")
    private @Nullable String workflowNodeId;

    @Column(name = "rag_retrieval_info")
    private @Nullable String retrieval;

    @Column(name = "file_inputs")
    private String fileInputs;

    @Column(name = "triggered_guardrails")
    private String guardrails;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ConversationTurn() {}

    /** @param llm the model that answers in this conversation */
    ConversationTurn(String conversationId, TranscriptEntry entry, String llm) {
        key = new Key(conversationId, entry.position());
        role = entry.role().name().toLowerCase(Locale.ROOT);
        message = entry.message().orElse(null);
        originalMessage = entry.original().orElse(null);
        interrupted = entry.interrupted();
        timeInCallSeconds = entry.timeInCallSeconds();
        eventId = entry.turn();
        sourceMedium = entry.medium().name().toLowerCase(Locale.ROOT);
        toolCalls = entry.toolCalls().toString();
        toolResults = entry.toolResults().toString();
        metrics = entry.metrics().toString();
        producingLlm = entry.role() == TranscriptEntry.Role.AGENT ? llm : null;
        inputTokens = entry.usage().inputTokens();
        outputTokens = entry.usage().outputTokens();
        retrieval = entry.retrieval().map(Object::toString).orElse(null);
        feedbackScore = entry.feedback()
                .map(feedback -> feedback.like() ? "like" : "dislike")
                .orElse(null);
        feedbackAtSeconds = entry.feedback()
                .map(TranscriptEntry.TurnFeedback::timeInCallSeconds)
                .orElse(null);
        speakerAgentId = entry.speaker().map(TranscriptEntry.Speaker::agentId).orElse(null);
        workflowNodeId = entry.speaker()
                .map(TranscriptEntry.Speaker::nodeId)
                .filter(node -> !node.isEmpty())
                .orElse(null);
        fileInputs = json(entry.files());
        guardrails = entry.guardrails().toString();
    }

    private static String json(List<Attachment> files) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        files.forEach(file -> array.add(Json.createObjectBuilder()
                .add("file_id", file.id())
                .add("original_filename", file.name())
                .add("mime_type", file.mediaType())));
        return array.build().toString();
    }

    public int position() {
        return key.position;
    }

    /** {@code user} or {@code agent}. */
    public String role() {
        return role;
    }

    public Optional<String> message() {
        return Optional.ofNullable(message);
    }

    public Optional<String> originalMessage() {
        return Optional.ofNullable(originalMessage);
    }

    public boolean interrupted() {
        return interrupted;
    }

    public int timeInCallSeconds() {
        return timeInCallSeconds;
    }

    public int eventId() {
        return eventId;
    }

    /** What was looked up, in the contract's shape. */
    public Optional<String> retrievalJson() {
        return Optional.ofNullable(retrieval);
    }

    /** {@code audio} or {@code text}, or {@code image} or {@code file} where nothing was said of what was shown. */
    public String sourceMedium() {
        return sourceMedium;
    }

    /** A JSON array in the contract's shape, as are the results. */
    public String toolCallsJson() {
        return toolCalls;
    }

    public String toolResultsJson() {
        return toolResults;
    }

    /** A JSON object from names to seconds in the contract's shape. */
    public String metricsJson() {
        return metrics;
    }

    public Optional<String> producingLlm() {
        return Optional.ofNullable(producingLlm);
    }

    public long inputTokens() {
        return inputTokens;
    }

    public long outputTokens() {
        return outputTokens;
    }

    /** {@code like} or {@code dislike}. */
    public Optional<String> feedbackScore() {
        return Optional.ofNullable(feedbackScore);
    }

    public int feedbackAtSeconds() {
        return feedbackAtSeconds == null ? 0 : feedbackAtSeconds;
    }

    /** The agent that said it, where it is not known to be the one the conversation began with. */
    public Optional<String> speakerAgentId() {
        return Optional.ofNullable(speakerAgentId);
    }

    public Optional<String> workflowNodeId() {
        return Optional.ofNullable(workflowNodeId);
    }

    /** A JSON array of the contract's file inputs, but for the addresses of the files. */
    public String fileInputsJson() {
        return fileInputs;
    }

    /** A JSON array in the contract's shape. */
    public String guardrailsJson() {
        return guardrails;
    }

    /** Which entry of which conversation. */
    @Embeddable
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        @Column(name = "conversation_id")
        private String conversationId;

        @Column(name = "position")
        private int position;

        @SuppressWarnings("NullAway.Init") // for JPA
        protected Key() {}

        Key(String conversationId, int position) {
            this.conversationId = conversationId;
            this.position = position;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.position == position && key.conversationId.equals(conversationId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(conversationId, position);
        }
    }
}
