package antiphon.conversations.users;

import antiphon.api.Json;
import antiphon.api.contract.Contract;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;

/**
 * Somebody who talked with agents under an id that the client gave them.
 *
 * @param conversations how many of those that were asked for
 * @param lastConversationId of the last contact, with its agent
 */
record ConversationUser(
        String id,
        Instant firstContact,
        Instant lastContact,
        long conversations,
        String lastConversationId,
        String lastAgentId,
        String lastAgentName) {
    private static final List<String> COUNTS = List.of(
            "scored_conversation_count",
            "positive_count",
            "neutral_count",
            "negative_count",
            "recent_scored_conversation_count",
            "recent_positive_count",
            "recent_neutral_count",
            "recent_negative_count");

    /** In the contract's shape. Nobody judges sentiments here, so none of the conversations is scored. */
    JsonObject asJson() {
        JsonObjectBuilder sentiment = Json.createObjectBuilder();
        COUNTS.forEach(name -> sentiment.add(name, 0));
        return Contract.stated()
                .complete(
                        "ConversationUserResponseModel",
                        Json.createObjectBuilder()
                                .add("user_id", id)
                                .add("first_contact_unix_secs", firstContact.getEpochSecond())
                                .add("last_contact_unix_secs", lastContact.getEpochSecond())
                                .add("conversation_count", conversations)
                                .add("last_contact_conversation_id", lastConversationId)
                                .add("last_contact_agent_id", lastAgentId)
                                .add("last_contact_agent_name", lastAgentName)
                                .add("sentiment", sentiment)
                                .build());
    }
}
