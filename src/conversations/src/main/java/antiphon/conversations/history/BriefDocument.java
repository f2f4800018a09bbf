package antiphon.conversations.history;

import antiphon.api.Json;
import antiphon.api.contract.Contract;
import antiphon.conversations.record.Conversation;
import antiphon.conversations.record.ConversationTurn;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** A conversation in short: what was summed up of it, and its messages unless they are too many. */
record BriefDocument(Conversation conversation, List<ConversationTurn> turns, Optional<JsonObject> analysis) {
    JsonObject json(int mostMessages) {
        List<ConversationTurn> messages =
                turns.stream().filter(turn -> turn.message().isPresent()).toList();
        boolean tooMany = messages.size() > mostMessages;
        JsonObject found = analysis.orElse(JsonValue.EMPTY_JSON_OBJECT);
        JsonObjectBuilder brief = Json.createObjectBuilder()
                .add("conversation_id", conversation.id())
                .add("agent_id", conversation.agentId())
                .add("status", conversation.status().wireName())
                .add("message_count", messages.size())
                .add("messages_omitted", tooMany)
                .add("note", note(tooMany));
        List.of("call_summary_title", "transcript_summary", "call_successful")
                .forEach(name -> Optional.ofNullable(found.get(name)).ifPresent(value -> brief.add(name, value)));
        if (!tooMany) {
            brief.add("messages", said(messages));
        }
        return Contract.stated().complete("GetConversationSummaryResponseModel", brief.build());
    }

    private static JsonArrayBuilder said(List<ConversationTurn> messages) {
        JsonArrayBuilder said = Json.createArrayBuilder();
        messages.forEach(turn -> turn.message()
                .ifPresent(words -> said.add(
                        Json.createObjectBuilder().add("role", turn.role()).add("message", words))));
        return said;
    }

    private String note(boolean tooMany) {
        if (conversation.wordsGone()) {
            return "What was said was deleted, as its agent is set.";
        }
        String summary = analysis.isPresent() ? "" : "Nobody has summed up this conversation. ";
        return summary
                + (tooMany
                        ? "It has more messages than were asked for; GET /v1/convai/conversations/" + conversation.id()
                                + " shows all of them."
                        : "All its messages are here; tools and metrics are not.");
    }
}
