package antiphon.conversations.history;

import antiphon.api.Json;
import antiphon.conversations.files.FileContentsResource;
import antiphon.conversations.record.Conversation;
import antiphon.conversations.record.ConversationTurn;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.StringReader;
import java.util.Optional;

/**
 * One entry of a transcript as the contract shows it, but for what goes without saying.
 *
 * @param server address to which paths of this server's doors are added; empty where it is not known
 */
record TurnDocument(Conversation conversation, ConversationTurn turn, String server) {
    JsonObject json() {
        JsonObjectBuilder entry = Json.createObjectBuilder()
                .add("role", turn.role())
                .add("time_in_call_secs", turn.timeInCallSeconds())
                .add("tool_calls", json(turn.toolCallsJson()))
                .add("tool_results", json(turn.toolResultsJson()))
                .add("interrupted", turn.interrupted())
                .add("source_medium", turn.sourceMedium())
                .add("source_event_id", turn.eventId())
                .add("triggered_guardrails", json(turn.guardrailsJson()))
                .add("conversation_turn_metrics", Json.createObjectBuilder().add("metrics", json(turn.metricsJson())));
        if (turn.role().equals("agent")) {
            entry.add("agent_metadata", speaker());
        }
        put(entry, "message", turn.message());
        put(entry, "original_message", turn.originalMessage());
        put(entry, "producing_llm", turn.producingLlm());
        turn.producingLlm()
                .filter(llm -> turn.inputTokens() + turn.outputTokens() > 0)
                .ifPresent(llm -> entry.add("llm_usage", usage(llm, turn.inputTokens(), turn.outputTokens())));
        turn.retrievalJson().ifPresent(lookedUp -> entry.add("rag_retrieval_info", json(lookedUp)));
        JsonArray files = files();
        if (!files.isEmpty()) {
            entry.add("file_input", files.getFirst()).add("file_inputs", files);
        }
        turn.feedbackScore()
                .ifPresent(score -> entry.add(
                        "feedback",
                        Json.createObjectBuilder()
                                .add("score", score)
                                .add("time_in_call_secs", turn.feedbackAtSeconds())));
        return entry.build();
    }

    /** What the caller showed, and from where those who may see the conversation get it. */
    private JsonArray files() {
        JsonArrayBuilder files = Json.createArrayBuilder();
        for (JsonObject file : json(turn.fileInputsJson()).asJsonArray().getValuesAs(JsonObject.class)) {
            String door = FileContentsResource.path(conversation.id(), file.getString("file_id"));
            files.add(Json.createObjectBuilder(file).add("file_url", server + door));
        }
        return files.build();
    }

    /** Versions and branches are known of the agent with which the conversation began. */
    private JsonObjectBuilder speaker() {
        String agentId = turn.speakerAgentId().orElse(conversation.agentId());
        JsonObjectBuilder speaker = Json.createObjectBuilder().add("agent_id", agentId);
        if (agentId.equals(conversation.agentId())) {
            put(speaker, "branch_id", conversation.branchId());
            put(speaker, "version_id", conversation.versionId());
        }
        return put(speaker, "workflow_node_id", turn.workflowNodeId());
    }

    private static JsonObjectBuilder usage(String llm, long input, long output) {
        return Json.createObjectBuilder()
                .add("model_usage", Json.createObjectBuilder().add(llm, tokens(input, output)));
    }

    /** Nobody here knows prices. */
    static JsonObjectBuilder tokens(long input, long output) {
        return Json.createObjectBuilder()
                .add("input", Json.createObjectBuilder().add("tokens", input).add("price", 0))
                .add(
                        "output_total",
                        Json.createObjectBuilder().add("tokens", output).add("price", 0));
    }

    static JsonStructure json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.read();
        }
    }

    static JsonObjectBuilder put(JsonObjectBuilder object, String name, Optional<String> text) {
        text.ifPresent(value -> object.add(name, value));
        return object;
    }
}
