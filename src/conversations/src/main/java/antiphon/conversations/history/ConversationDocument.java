package antiphon.conversations.history;

import antiphon.api.Json;
import antiphon.api.contract.Contract;
import antiphon.conversations.record.Conversation;
import antiphon.conversations.record.ConversationTurn;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A conversation as the contract shows it. What nobody has found out is null, or unknown where null is not allowed.
 *
 * @param heard whether its sound was kept
 * @param files whether the caller left any
 * @param analysis the contract's, if one was made
 * @param charging the contract's, of the analysis
 * @param server address to which paths of this server's doors are added; empty where it is not known
 */
public record ConversationDocument(
        Conversation conversation,
        List<ConversationTurn> turns,
        boolean heard,
        boolean files,
        List<String> tagIds,
        Optional<JsonObject> analysis,
        Optional<JsonObject> charging,
        String server) {

    /** @param now for how long a call that lives has been going on */
    public JsonObject json(Instant now) {
        JsonArrayBuilder transcript = Json.createArrayBuilder();
        turns.forEach(turn -> transcript.add(new TurnDocument(conversation, turn, server).json()));
        JsonObjectBuilder whole = Json.createObjectBuilder()
                .add("agent_id", conversation.agentId())
                .add("agent_name", conversation.agentName())
                .add("status", conversation.status().wireName())
                .add("metadata", new MetadataDocument(conversation, turns, files, charging, now).json())
                .add("visited_agents", visited())
                .add("conversation_initiation_client_data", clientData())
                .add("environment", conversation.environment())
                .add("conversation_id", conversation.id())
                .add("has_audio", heard)
                .add("has_user_audio", heard)
                .add("has_response_audio", heard)
                .add("has_auxiliary_audio", false)
                .add("transcript", transcript)
                .add("tag_ids", Json.createArrayBuilder(tagIds));
        TurnDocument.put(whole, "user_id", conversation.userId());
        TurnDocument.put(whole, "branch_id", conversation.branchId());
        TurnDocument.put(whole, "version_id", conversation.versionId());
        analysis.ifPresent(found -> whole.add("analysis", found));
        return Contract.stated().complete("GetConversationResponseModel", whole.build());
    }

    private JsonArrayBuilder visited() {
        JsonArrayBuilder visited = Json.createArrayBuilder();
        Stream.concat(Stream.of(conversation.agentId()), turns.stream().flatMap(turn -> turn.speakerAgentId().stream()))
                .distinct()
                .forEach(id -> visited.add(agent(id)));
        return visited;
    }

    private JsonObjectBuilder agent(String id) {
        JsonObjectBuilder agent = Json.createObjectBuilder().add("agent_id", id);
        return id.equals(conversation.agentId())
                ? TurnDocument.put(agent, "branch_id", conversation.branchId())
                : agent;
    }

    /** As the client sent it, without the name of its message. */
    private JsonObject clientData() {
        return Json.createObjectBuilder(
                        TurnDocument.json(conversation.clientDataJson()).asJsonObject())
                .remove("type")
                .build();
    }
}
