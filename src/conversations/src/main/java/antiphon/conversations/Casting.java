package antiphon.conversations;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.PromptConfig;
import antiphon.agents.config.ToolConfig;
import antiphon.agents.config.WorkflowConfig.Changes;
import antiphon.agents.config.WorkflowConfig.Tools;
import antiphon.api.Json;
import antiphon.conversations.Succession.Cast;
import antiphon.conversations.Succession.Planned;
import antiphon.conversations.Walking.Arrival;
import antiphon.conversations.tools.AgentToolBox;
import antiphon.conversations.tools.SuccessionRefused;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Finds who speaks at a stand of a conversation, with which tools. */
record Casting(Cast cast) {
    private static final Logger LOG = System.getLogger(Casting.class.getName());

    /** Who speaks first: past the nodes of the workflow where nobody does. */
    Planned opening(Stand stand) {
        if (stand.node().isEmpty()) {
            return at(stand);
        }
        try {
            String language = AgentConfig.read(stand.settled()).agent().language();
            Arrival arrival = walking(stand, language).from(stand.node());
            Stand first = arrival.somebodySpeaks() ? stand.at(arrival.id(), arrival.visited()) : stand;
            return at(arrival.said().isBlank() ? first : first.changing(firstMessage(arrival.said())));
        } catch (SuccessionRefused broken) {
            LOG.log(
                    Level.WARNING,
                    "The workflow of an agent cannot be begun; the agent speaks itself: " + stand.agentId());
            return at(stand);
        }
    }

    Planned at(Stand stand) {
        AgentConfig config = AgentConfig.read(stand.settled());
        cast.variables().offer(config.agent().dynamicVariables());
        AgentToolBox box = new AgentToolBox(
                tools(stand, config.agent().prompt()), cast.around(), new Succession(cast, stand, config));
        return new Planned(cast.composer().compose(config, cast.variables(), box, cast.telephone()), config, stand);
    }

    Walking walking(Stand stand, String language) {
        return new Walking(
                stand, cast.variables(), language, cast.around().telephone().transfers());
    }

    private static JsonObject firstMessage(String words) {
        return Json.createObjectBuilder()
                .add("agent", Json.createObjectBuilder().add("first_message", words))
                .build();
    }

    private List<ToolConfig> tools(Stand stand, PromptConfig prompt) {
        if (stand.here().orElse(null) instanceof Tools node) {
            return stored(node.toolIds());
        }
        List<ToolConfig> tools = new ArrayList<>(prompt.tools());
        tools.addAll(stored(prompt.toolIds()));
        tools.addAll(stored(stand.changesHere().map(Changes::additionalToolIds).orElse(List.of())));
        tools.addAll(prompt.builtInTools().values());
        return tools;
    }

    private List<ToolConfig> stored(List<String> ids) {
        return ids.stream()
                .flatMap(id -> cast.around().stored().apply(id).stream())
                .toList();
    }
}
