package antiphon.conversations;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.AgentTransfer;
import antiphon.agents.config.NumberTransfer;
import antiphon.agents.config.ToolConfig;
import antiphon.agents.config.WorkflowConfig.Changes;
import antiphon.agents.config.WorkflowConfig.End;
import antiphon.agents.config.WorkflowConfig.Node;
import antiphon.agents.config.WorkflowConfig.Number;
import antiphon.agents.config.WorkflowConfig.OtherAgent;
import antiphon.agents.config.WorkflowConfig.Say;
import antiphon.agents.config.WorkflowConfig.Start;
import antiphon.agents.config.WorkflowConfig.Subagent;
import antiphon.agents.config.WorkflowConfig.Tools;
import antiphon.agents.config.WorkflowConfig.Update;
import antiphon.api.Refusal;
import antiphon.call.CallPlan;
import antiphon.call.ToolBox.Then;
import antiphon.conversations.tools.AgentToolBox;
import antiphon.conversations.tools.SuccessionRefused;
import antiphon.conversations.tools.Successor;
import antiphon.conversations.tools.Successors;
import antiphon.conversations.tools.ToolSurroundings;
import antiphon.conversations.workflow.WorkflowWalk;
import antiphon.conversations.workflow.WorkflowWalk.Choice;
import antiphon.conversations.workflow.WorkflowWalk.Way;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Who may take the place of whoever speaks at one stand of a conversation. It never changes; a successor has its own. */
final class Succession implements Successors {
    private static final int MOST_TRANSFERS = 20;
    private static final int MOST_STEPS = 50;

    /** Makes the plan for an agent as it is set. */
    interface Composer {
        CallPlan compose(AgentConfig config, DynamicVariables variables, AgentToolBox tools, boolean telephone);
    }

    /** An agent that may come next. */
    record Candidate(String id, String branchId, JsonObject document) {}

    /**
     * What stays the same whoever speaks.
     *
     * @param agents from an id to the agent; refuses where there is none
     * @param clientVoice the {@code tts} section of the client's overrides
     */
    record Cast(
            Composer composer,
            Function<String, Candidate> agents,
            DynamicVariables variables,
            ToolSurroundings around,
            JsonObject clientVoice,
            boolean telephone) {}

    /** A plan and the settings it was made from. */
    record Planned(CallPlan plan, AgentConfig config, Stand stand) {}

    private final Cast cast;
    private final Stand stand;
    private final AgentConfig config;
    private final WorkflowWalk walk;

    private Succession(Cast cast, Stand stand, AgentConfig config) {
        this.cast = cast;
        this.stand = stand;
        this.config = config;
        this.walk = new WorkflowWalk(stand.graph());
    }

    /** The plan with which a conversation begins: past the nodes of the workflow where nobody speaks. */
    static Planned opening(Cast cast, Stand stand) {
        if (stand.node().isEmpty()) {
            return planned(cast, stand);
        }
        Succession start = new Succession(cast, stand, AgentConfig.read(stand.settled()));
        Walked walked = start.walk(stand.node());
        boolean somebodySpeaks = switch (walked.node()) {
            case Subagent node -> true;
            case Say node -> true;
            case Tools node -> true;
            case Start node -> true;
            case End node -> false;
            case OtherAgent node -> false;
            case Number node -> false;
            case Update node -> true;
        };
        Stand first = somebodySpeaks ? stand.at(walked.id(), walked.visited()) : stand;
        return planned(cast, walked.said().isBlank() ? first : first.changing(firstMessage(walked.said())));
    }

    private static JsonObject firstMessage(String words) {
        return Json.createObjectBuilder()
                .add("agent", Json.createObjectBuilder().add("first_message", words))
                .build();
    }

    private static Planned planned(Cast cast, Stand stand) {
        AgentConfig config = AgentConfig.read(stand.settled());
        cast.variables().offer(config.agent().dynamicVariables());
        AgentToolBox box =
                new AgentToolBox(tools(cast, stand, config), cast.around(), new Succession(cast, stand, config));
        return new Planned(cast.composer().compose(config, cast.variables(), box, cast.telephone()), config, stand);
    }

    private static List<ToolConfig> tools(Cast cast, Stand stand, AgentConfig config) {
        List<ToolConfig> tools = new ArrayList<>();
        var prompt = config.agent().prompt();
        List<String> additional =
                stand.changesHere().map(Changes::additionalToolIds).orElse(List.of());
        if (stand.here().orElse(null) instanceof Tools node) {
            stored(cast, node.toolIds(), tools);
            return tools;
        }
        tools.addAll(prompt.tools());
        stored(cast, prompt.toolIds(), tools);
        stored(cast, additional, tools);
        tools.addAll(prompt.builtInTools().values());
        return tools;
    }

    private static void stored(Cast cast, List<String> ids, List<ToolConfig> into) {
        ids.forEach(id -> cast.around().stored().apply(id).ifPresent(into::add));
    }

    @Override
    public String agentId() {
        return stand.agentId();
    }

    @Override
    public String language() {
        return config.agent().language();
    }

    @Override
    public Set<String> languages() {
        Set<String> languages = new TreeSet<>(config.languagePresets().keySet());
        languages.add(AgentConfig.read(stand.document()).agent().language());
        languages.remove(language());
        return languages;
    }

    @Override
    public Successor inLanguage(String language) {
        Planned next = successor(stand.inLanguage(language));
        return new Successor(new Then.Become(next.plan(), Optional.empty()), "", stand.agentId(), stand.node());
    }

    @Override
    public Successor agent(AgentTransfer transfer) {
        String id = transfer.agentId().orElse(stand.agentId());
        if (id.equals(stand.agentId()) && transfer.nodeId().isPresent()) {
            return enter(transfer.nodeId().get()).saying(transfer.message().orElse(""));
        }
        if (id.equals(stand.agentId())) {
            throw new SuccessionRefused("You are this agent already; go on yourself.");
        }
        if (stand.transfers() >= MOST_TRANSFERS) {
            throw new SuccessionRefused("This conversation was handed over too often; go on yourself.");
        }
        return handOver(found(transfer, id), transfer);
    }

    private Candidate found(AgentTransfer transfer, String id) {
        try {
            Candidate agent = cast.agents().apply(id);
            if (transfer.branchId()
                    .filter(branch -> !branch.equals(agent.branchId()))
                    .isPresent()) {
                throw new SuccessionRefused("The other agent has no such branch.");
            }
            return agent;
        } catch (Refusal.NotFound gone) {
            throw new SuccessionRefused("The other agent is not there any more.");
        }
    }

    private Successor handOver(Candidate agent, AgentTransfer transfer) {
        JsonObject document = agent.document();
        AgentConfig theirs = AgentConfig.read(document);
        Stand next =
                Stand.with(agent.id(), document, JsonValue.EMPTY_JSON_OBJECT).afterTransfers(stand.transfers() + 1);
        if (theirs.languagePresets().containsKey(language())) {
            next = next.inLanguage(language());
        }
        if (transfer.keepsVoice()) {
            next = next.changing(voice(config));
        } else if (transfer.keepsClientVoice()) {
            next = next.changing(Json.createObjectBuilder()
                    .add("tts", Overrides.withoutNulls(cast.clientVoice()))
                    .build());
        }
        Planned planned = opened(next);
        cast.variables().putOurs("current_agent_id", agent.id());
        Optional<String> opening = transfer.firstMessage()
                ? Optional.of(planned.plan().firstMessage()).filter(words -> !words.isBlank())
                : Optional.empty();
        return new Successor(
                new Then.Become(planned.plan(), opening),
                cast.variables().fill(transfer.message().orElse("")),
                agent.id(),
                planned.stand().node());
    }

    private static JsonObject voice(AgentConfig config) {
        return Json.createObjectBuilder()
                .add(
                        "tts",
                        Json.createObjectBuilder()
                                .add("voice_id", config.tts().voiceId())
                                .add("stability", config.tts().stability())
                                .add("similarity_boost", config.tts().similarityBoost())
                                .add("speed", config.tts().speed()))
                .build();
    }

    private Planned opened(Stand next) {
        try {
            Planned planned = opening(cast, next);
            checkVariables(planned.config());
            return planned;
        } catch (OpeningRefused | Refusal refused) {
            throw new SuccessionRefused(String.valueOf(refused.getMessage()));
        }
    }

    private Planned successor(Stand next) {
        try {
            Planned planned = planned(cast, next);
            checkVariables(planned.config());
            return planned;
        } catch (OpeningRefused | Refusal refused) {
            throw new SuccessionRefused(String.valueOf(refused.getMessage()));
        }
    }

    private void checkVariables(AgentConfig next) {
        Set<String> missing = cast.variables().missing(next.agent().prompt().prompt());
        if (!missing.isEmpty()) {
            throw new SuccessionRefused("Whoever comes next has to know the values of " + String.join(", ", missing)
                    + ", which this conversation does not hold.");
        }
    }

    @Override
    public List<Choice> choices() {
        return stand.node().isEmpty() ? List.of() : walk.choices(stand.node(), stand.visited());
    }

    @Override
    public Optional<Way> onward(boolean toolSucceeded) {
        return stand.node().isEmpty()
                ? Optional.empty()
                : walk.onward(stand.node(), cast.variables()::json, Optional.of(toolSucceeded));
    }

    @Override
    public Successor enter(String nodeId) {
        Walked walked = walk(nodeId);
        return switch (walked.node()) {
            case End end -> ending(new Then.HangUp(), walked);
            case Number number -> ending(new Then.Transfer(address(number.transfer())), walked);
            case OtherAgent other -> agent(other.transfer()).saying(walked.said());
            case Subagent subagent -> becoming(walked, subagent.entry().equals("wait_for_user"));
            case Start start -> becoming(walked, false);
            case Say say -> becoming(walked, false);
            case Tools tools -> becoming(walked, false);
            case Update update -> becoming(walked, false);
        };
    }

    private Successor ending(Then then, Walked walked) {
        return new Successor(then, walked.said(), stand.agentId(), walked.id());
    }

    private Successor becoming(Walked walked, boolean waits) {
        Planned next = successor(stand.at(walked.id(), walked.visited()));
        Optional<String> message = waits || !walked.said().isBlank() ? Optional.of(walked.said()) : Optional.empty();
        return new Successor(new Then.Become(next.plan(), message), "", stand.agentId(), walked.id());
    }

    /** @param said by the nodes that were passed on the way */
    private record Walked(String id, Node node, String said, Set<String> visited) {}

    /** Goes to a node and on past those where nobody has to speak. */
    private Walked walk(String first) {
        String id = first;
        Set<String> visited = new LinkedHashSet<>(stand.visited());
        StringBuilder said = new StringBuilder();
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            Node node = stand.graph().nodes().get(id);
            if (node == null) {
                throw new SuccessionRefused("The workflow has no node '" + id + "'.");
            }
            visited.add(id);
            Optional<Boolean> result = pass(node, said);
            Optional<Way> onward =
                    isEnd(node, result) ? Optional.empty() : walk.onward(id, cast.variables()::json, result);
            if (onward.isEmpty()) {
                return arrived(id, node, result, said.toString(), visited);
            }
            id = onward.get().target();
        }
        throw new SuccessionRefused("The workflow goes round in circles.");
    }

    private static Walked arrived(String id, Node node, Optional<Boolean> result, String said, Set<String> visited) {
        if (node instanceof Number && result.isPresent()) {
            throw new SuccessionRefused("This conversation is no telephone call that can be connected elsewhere.");
        }
        return new Walked(id, node, said, visited);
    }

    /** Does what is done in passing. A line that cannot be connected elsewhere makes a number a failure. */
    private Optional<Boolean> pass(Node node, StringBuilder said) {
        switch (node) {
            case Say say
            when !say.text().isEmpty() ->
                said.append(said.isEmpty() ? "" : " ")
                        .append(cast.variables().fill(say.translations().getOrDefault(language(), say.text())));
            case Update update ->
                update.assignments()
                        .forEach(assignment -> cast.variables()
                                .assign(
                                        assignment.variable(),
                                        assignment.value().value(cast.variables()::json)));
            case Number number
            when !cast.around().telephone().transfers() -> {
                return Optional.of(false);
            }
            default -> {}
        }
        return Optional.empty();
    }

    private static boolean isEnd(Node node, Optional<Boolean> result) {
        return switch (node) {
            case End end -> true;
            case OtherAgent other -> true;
            case Subagent subagent -> true;
            case Tools tools -> true;
            case Number number -> result.isEmpty();
            case Say say -> say.text().isEmpty();
            case Start start -> false;
            case Update update -> false;
        };
    }

    private String address(NumberTransfer transfer) {
        return transfer.variable()
                ? cast.variables().value(transfer.destination())
                : cast.variables().fill(transfer.destination());
    }
}
