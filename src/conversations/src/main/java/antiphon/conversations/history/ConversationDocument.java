package antiphon.conversations.history;

import antiphon.conversations.record.Conversation;
import antiphon.conversations.record.ConversationTurn;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Conversations as the contract shows them. What nobody has found out yet is null, or unknown where null is not allowed. */
public final class ConversationDocument {
    private final Conversation conversation;
    private final Instant now;

    public ConversationDocument(Conversation conversation, Instant now) {
        this.conversation = conversation;
        this.now = now;
    }

    /** One line of a list. */
    public JsonObject summary() {
        JsonObjectBuilder summary = Json.createObjectBuilder()
                .add("agent_id", conversation.agentId())
                .add("agent_name", conversation.agentName())
                .add("conversation_id", conversation.id())
                .add("start_time_unix_secs", conversation.startedAt().getEpochSecond())
                .add("call_duration_secs", durationSeconds())
                .add("message_count", conversation.messageCount())
                .add("status", conversation.status().wireName())
                .add("termination_reason", conversation.terminationReason())
                .add("call_successful", "unknown")
                .add("main_language", conversation.language())
                .add("conversation_initiation_source", conversation.source())
                .add("tag_ids", JsonValue.EMPTY_JSON_ARRAY);
        put(summary, "branch_id", conversation.branchId());
        put(summary, "version_id", conversation.versionId());
        nulls(
                summary,
                List.of(
                        "call_success_score",
                        "transcript_summary",
                        "call_summary_title",
                        "tool_names",
                        "direction",
                        "sentiment_analysis",
                        "data_collection_results",
                        "evaluation_criteria_results"));
        conversation
                .feedbackRating()
                .ifPresentOrElse(rating -> summary.add("rating", rating), () -> summary.addNull("rating"));
        return summary.build();
    }

    /** @param heard whether its sound was kept */
    public JsonObject whole(List<ConversationTurn> turns, boolean heard) {
        JsonArrayBuilder transcript = Json.createArrayBuilder();
        turns.forEach(turn -> transcript.add(turn(turn)));
        JsonObjectBuilder whole = Json.createObjectBuilder()
                .add("agent_id", conversation.agentId())
                .add("agent_name", conversation.agentName())
                .add("conversation_product", "agent")
                .add("status", conversation.status().wireName())
                .add("metadata", metadata(turns))
                .add("visited_agents", Json.createArrayBuilder().add(agent()))
                .add("conversation_initiation_client_data", clientData())
                .add("environment", conversation.environment())
                .add("conversation_id", conversation.id())
                .add("has_audio", heard)
                .add("has_user_audio", heard)
                .add("has_response_audio", heard)
                .add("has_auxiliary_audio", false)
                .add("transcript", transcript)
                .add("tag_ids", JsonValue.EMPTY_JSON_ARRAY);
        put(whole, "user_id", conversation.userId());
        put(whole, "branch_id", conversation.branchId());
        put(whole, "version_id", conversation.versionId());
        nulls(whole, List.of("analysis", "otlp_traces"));
        return whole.build();
    }

    private JsonObjectBuilder agent() {
        JsonObjectBuilder agent = Json.createObjectBuilder().add("agent_id", conversation.agentId());
        put(agent, "branch_id", conversation.branchId());
        return agent;
    }

    /** Versions and branches are known of the agent with which the conversation began. */
    private JsonObjectBuilder speaker(ConversationTurn turn) {
        String other = turn.speakerAgentId().orElse(conversation.agentId());
        boolean first = other.equals(conversation.agentId());
        JsonObjectBuilder speaker = first ? agent() : Json.createObjectBuilder().add("agent_id", other);
        if (!first) {
            speaker.addNull("branch_id");
        }
        put(speaker, "version_id", first ? conversation.versionId() : Optional.empty());
        put(speaker, "workflow_node_id", turn.workflowNodeId());
        return speaker;
    }

    private JsonObjectBuilder metadata(List<ConversationTurn> turns) {
        JsonObjectBuilder metadata = Json.createObjectBuilder()
                .add("start_time_unix_secs", conversation.startedAt().getEpochSecond())
                .add("call_duration_secs", durationSeconds())
                .add("deletion_settings", JsonValue.EMPTY_JSON_OBJECT)
                .add("feedback", feedback())
                .add("authorization_method", conversation.authorizationMethod())
                .add("charging", charging(turns))
                .add("termination_reason", conversation.terminationReason())
                .add("warnings", JsonValue.EMPTY_JSON_ARRAY)
                .add("main_language", conversation.language())
                .add("text_only", conversation.textOnly())
                .add("features_usage", JsonValue.EMPTY_JSON_OBJECT)
                .add("eleven_assistant", Json.createObjectBuilder().add("is_eleven_assistant", false))
                .add("conversation_initiation_source", conversation.source())
                .add("agent_created_from", "unknown")
                .add("agent_last_updated_from", "unknown")
                .add("voice_rewards", JsonValue.EMPTY_JSON_ARRAY);
        conversation
                .acceptedAt()
                .ifPresentOrElse(
                        at -> metadata.add("accepted_time_unix_secs", at.getEpochSecond()),
                        () -> metadata.addNull("accepted_time_unix_secs"));
        conversation
                .errorCode()
                .ifPresentOrElse(
                        code -> metadata.add(
                                "error",
                                Json.createObjectBuilder()
                                        .add("code", code)
                                        .add("reason", conversation.terminationReason())),
                        () -> metadata.addNull("error"));
        put(metadata, "conversation_initiation_source_version", conversation.sourceVersion());
        return nulls(
                metadata,
                List.of(
                        "queue_wait_secs",
                        "cost",
                        "cost_fiat",
                        "phone_call",
                        "batch_call",
                        "rag_usage",
                        "initiator_id",
                        "timezone",
                        "async_metadata",
                        "whatsapp",
                        "sms"));
    }

    private JsonObjectBuilder feedback() {
        JsonObjectBuilder feedback =
                Json.createObjectBuilder().add("likes", conversation.likes()).add("dislikes", conversation.dislikes());
        put(feedback, "overall_score", conversation.feedbackScore());
        put(feedback, "comment", conversation.feedbackComment());
        conversation
                .feedbackRating()
                .ifPresentOrElse(rating -> feedback.add("rating", rating), () -> feedback.addNull("rating"));
        Optional<String> type = conversation.feedbackRating().isPresent()
                ? Optional.of("rating")
                : conversation.feedbackScore().map(score -> "thumbs");
        return put(feedback, "type", type);
    }

    private static JsonObjectBuilder charging(List<ConversationTurn> turns) {
        JsonObjectBuilder models = Json.createObjectBuilder();
        turns.stream()
                .flatMap(turn -> turn.producingLlm().stream())
                .distinct()
                .forEach(llm -> models.add(
                        llm,
                        tokens(
                                turns.stream()
                                        .mapToLong(ConversationTurn::inputTokens)
                                        .sum(),
                                turns.stream()
                                        .mapToLong(ConversationTurn::outputTokens)
                                        .sum())));
        JsonObject usage = Json.createObjectBuilder().add("model_usage", models).build();
        return Json.createObjectBuilder()
                .add("dev_discount", false)
                .add(
                        "llm_usage",
                        Json.createObjectBuilder()
                                .add("irreversible_generation", usage)
                                .add("initiated_generation", usage));
    }

    private static JsonObjectBuilder tokens(long input, long output) {
        return Json.createObjectBuilder()
                .add("input", Json.createObjectBuilder().add("tokens", input).add("price", 0))
                .add(
                        "output_total",
                        Json.createObjectBuilder().add("tokens", output).add("price", 0));
    }

    private JsonObjectBuilder turn(ConversationTurn turn) {
        JsonObjectBuilder entry = Json.createObjectBuilder()
                .add("role", turn.role())
                .add("time_in_call_secs", turn.timeInCallSeconds())
                .add("tool_calls", json(turn.toolCallsJson()))
                .add("tool_results", json(turn.toolResultsJson()))
                .add("interrupted", turn.interrupted())
                .add("source_medium", turn.sourceMedium())
                .add("source_event_id", turn.eventId())
                .add("conversation_turn_metrics", Json.createObjectBuilder().add("metrics", json(turn.metricsJson())));
        if (turn.role().equals("agent")) {
            entry.add("agent_metadata", speaker(turn));
        } else {
            entry.addNull("agent_metadata");
        }
        put(entry, "message", turn.message());
        put(entry, "original_message", turn.originalMessage());
        put(entry, "producing_llm", turn.producingLlm());
        turn.producingLlm()
                .filter(llm -> turn.inputTokens() + turn.outputTokens() > 0)
                .ifPresentOrElse(
                        llm -> entry.add(
                                "llm_usage",
                                Json.createObjectBuilder()
                                        .add(
                                                "model_usage",
                                                Json.createObjectBuilder()
                                                        .add(llm, tokens(turn.inputTokens(), turn.outputTokens())))),
                        () -> entry.addNull("llm_usage"));
        turn.feedbackScore()
                .ifPresentOrElse(
                        score -> entry.add(
                                "feedback",
                                Json.createObjectBuilder()
                                        .add("score", score)
                                        .add("time_in_call_secs", turn.feedbackAtSeconds())),
                        () -> entry.addNull("feedback"));
        return nulls(entry, List.of("multivoice_message", "llm_override", "rag_retrieval_info", "reasoning"));
    }

    /** The schema of the contract has no null for members that clients leave out, and shows none for what they sent. */
    private JsonObject clientData() {
        JsonObjectBuilder shown = Json.createObjectBuilder();
        json(conversation.clientDataJson()).asJsonObject().forEach((name, value) -> {
            if (!name.equals("type")) {
                shown.add(name, value);
            }
        });
        return shown.build();
    }

    private long durationSeconds() {
        return Math.max(0, conversation.duration(now).toSeconds());
    }

    private static JsonStructure json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.read();
        }
    }

    private static JsonObjectBuilder put(JsonObjectBuilder object, String name, Optional<String> text) {
        return text.isPresent() ? object.add(name, text.get()) : object.addNull(name);
    }

    private static JsonObjectBuilder nulls(JsonObjectBuilder object, List<String> names) {
        names.forEach(object::addNull);
        return object;
    }
}
