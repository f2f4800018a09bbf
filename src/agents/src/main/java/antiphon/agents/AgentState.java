package antiphon.agents;

import antiphon.api.Json;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/** An agent as it is, or was, on one of its branches. */
public record AgentState(Agent agent, String branchId, String versionId, AgentDocument document) {

    static AgentState ofMain(Agent agent) {
        return new AgentState(agent, agent.branchId(), agent.versionId(), agent.document());
    }

    static AgentState of(Agent agent, AgentVersion version) {
        return new AgentState(agent, version.branchId(), version.id(), version.document());
    }

    /**
     * The contract's GetAgentResponseModel: the document with all defaults and ids.
     *
     * @param phoneNumbers that are answered by this agent, in the contract's shape
     */
    public JsonObject asJson(Actor viewer, JsonArray phoneNumbers) {
        JsonObjectBuilder shown = Json.createObjectBuilder(document.json())
                .add("agent_id", agent.id())
                .add("name", document.name())
                .add(
                        "metadata",
                        Json.createObjectBuilder()
                                .add("created_at_unix_secs", agent.createdAt().getEpochSecond())
                                .add("updated_at_unix_secs", agent.updatedAt().getEpochSecond()))
                .add("phone_numbers", phoneNumbers)
                .add("access_info", agent.accessInfo(viewer))
                .add("version_id", ifVersioned(versionId))
                .add("branch_id", ifVersioned(branchId))
                .add("main_branch_id", ifVersioned(agent.branchId()));
        return Contract.stated().complete("GetAgentResponseModel", shown.build());
    }

    private JsonValue ifVersioned(String id) {
        return agent.versioned() ? Json.createValue(id) : JsonValue.NULL;
    }
}
