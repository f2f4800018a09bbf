package antiphon.conversations.search;

import antiphon.api.Json;
import antiphon.api.contract.Contract;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that was found.
 *
 * @param position in the transcript of its conversation
 * @param score higher for a better find; as a text, so that the next page begins exactly there
 * @param highlights the contract's segments of the text, where words were looked for
 */
record FoundMessage(
        String conversationId,
        String agentId,
        String agentName,
        int position,
        String text,
        String score,
        Instant startedAt,
        Optional<JsonArray> highlights) {
    JsonObject asJson() {
        JsonObjectBuilder found = Json.createObjectBuilder()
                .add("conversation_id", conversationId)
                .add("agent_id", agentId)
                .add("agent_name", agentName)
                .add("transcript_index", position)
                .add("chunk_text", text)
                .add("score", Double.parseDouble(score))
                .add("conversation_start_time_unix_secs", startedAt.getEpochSecond());
        highlights.ifPresent(segments -> found.add("chunk_highlights", segments));
        return Contract.stated().complete("MessagesSearchResult", found.build());
    }
}
