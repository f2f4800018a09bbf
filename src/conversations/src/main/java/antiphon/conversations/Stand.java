package antiphon.conversations;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.WorkflowConfig;
import antiphon.agents.config.WorkflowConfig.Changes;
import antiphon.agents.config.WorkflowConfig.Node;
import antiphon.agents.config.WorkflowConfig.Say;
import antiphon.agents.config.WorkflowConfig.Subagent;
import antiphon.api.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where a conversation stands: with which agent, in which language, at which node of the agent's workflow.
 *
 * @param document the agent's, as kept
 * @param overrides the client's, as far as they hold for this agent
 * @param changes what is different beyond those, in the shape of {@code conversation_config}
 * @param node empty where the agent has no workflow
 * @param visited nodes where the conversation has been
 * @param transfers how often it was handed over to another agent
 */
record Stand(
        String agentId,
        JsonObject document,
        JsonObject overrides,
        JsonObject changes,
        WorkflowConfig graph,
        String node,
        Set<String> visited,
        int transfers) {

    Stand {
        visited = Set.copyOf(visited);
    }

    static Stand with(String agentId, JsonObject document, JsonObject overrides) {
        WorkflowConfig graph = WorkflowConfig.read(document);
        return new Stand(
                agentId,
                document,
                overrides,
                JsonValue.EMPTY_JSON_OBJECT,
                graph,
                graph.start().orElse(""),
                Set.of(),
                0);
    }

    Stand at(String next, Set<String> seen) {
        return new Stand(agentId, document, overrides, changes, graph, next, seen, transfers);
    }

    Stand changing(JsonObject more) {
        return new Stand(
                agentId, document, overrides, Overrides.merged(changes, more), graph, node, visited, transfers);
    }

    Stand afterTransfers(int count) {
        return new Stand(agentId, document, overrides, changes, graph, node, visited, count);
    }

    Stand inLanguage(String language) {
        JsonObject agent = Json.createObjectBuilder(Overrides.section(overrides, "agent"))
                .add("language", language)
                .remove("first_message")
                .build();
        JsonObject spoken =
                Json.createObjectBuilder(overrides).add("agent", agent).build();
        return new Stand(agentId, document, spoken, changes, graph, node, visited, transfers);
    }

    Set<String> seen(String more) {
        Set<String> seen = new LinkedHashSet<>(visited);
        seen.add(more);
        return seen;
    }

    Optional<Node> here() {
        return Optional.ofNullable(graph.nodes().get(node));
    }

    Optional<Changes> changesHere() {
        return here().flatMap(place -> switch (place) {
            case Subagent subagent -> Optional.of(subagent.changes());
            case Say say -> Optional.of(say.changes());
            case WorkflowConfig.Start other -> Optional.empty();
            case WorkflowConfig.End other -> Optional.empty();
            case WorkflowConfig.OtherAgent other -> Optional.empty();
            case WorkflowConfig.Tools other -> Optional.empty();
            case WorkflowConfig.Number other -> Optional.empty();
            case WorkflowConfig.Update other -> Optional.empty();
        });
    }

    /**
     * The agent's document as it holds here.
     *
     * @throws OpeningRefused if the overrides are not allowed
     */
    JsonObject settled() {
        JsonObject settled = new Overrides(document, AgentConfig.read(document)).apply(overrides);
        JsonObject config = Overrides.section(settled, "conversation_config");
        JsonObject here = changesHere()
                .map(Changes::settings)
                .map(Overrides::withoutNulls)
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
        config = Overrides.merged(Overrides.merged(config, here), changes);
        JsonObjectBuilder whole = Json.createObjectBuilder(settled);
        return whole.add("conversation_config", withPrompt(config)).build();
    }

    private JsonObject withPrompt(JsonObject config) {
        String more = additionalPrompt();
        if (more.isBlank()) {
            return config;
        }
        JsonObject agent = Overrides.section(config, "agent");
        JsonObject prompt = Overrides.section(agent, "prompt");
        String instructions = prompt.getString("prompt", "");
        JsonObject told = Json.createObjectBuilder(prompt)
                .add("prompt", instructions.isBlank() ? more : instructions + "\n\n" + more)
                .build();
        return Json.createObjectBuilder(config)
                .add("agent", Json.createObjectBuilder(agent).add("prompt", told))
                .build();
    }

    private String additionalPrompt() {
        String additional = changesHere().map(Changes::additionalPrompt).orElse("");
        Node place = here().orElse(null);
        if (place instanceof Say say && say.text().isEmpty()) {
            return (additional + "\n\nSay now, in your own words: " + say.prompt()).strip();
        }
        return place instanceof WorkflowConfig.Tools
                ? "Use the tools you have now, at once and without announcing it. Take what they need from the conversation."
                : additional;
    }
}
