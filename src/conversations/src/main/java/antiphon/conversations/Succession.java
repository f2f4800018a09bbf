package antiphon.conversations;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.AgentTransfer;
import antiphon.agents.config.NumberTransfer;
import antiphon.agents.config.WorkflowConfig.End;
import antiphon.agents.config.WorkflowConfig.Number;
import antiphon.agents.config.WorkflowConfig.OtherAgent;
import antiphon.agents.config.WorkflowConfig.Say;
import antiphon.agents.config.WorkflowConfig.Start;
import antiphon.agents.config.WorkflowConfig.Subagent;
import antiphon.agents.config.WorkflowConfig.Tools;
import antiphon.agents.config.WorkflowConfig.Update;
import antiphon.api.Json;
import antiphon.api.Refusal;
import antiphon.call.CallPlan;
import antiphon.call.ToolBox.Then;
import antiphon.conversations.Walking.Arrival;
import antiphon.conversations.tools.AgentToolBox;
import antiphon.conversations.tools.SuccessionRefused;
import antiphon.conversations.tools.Successor;
import antiphon.conversations.tools.Successors;
import antiphon.conversations.tools.ToolSurroundings;
import antiphon.conversations.workflow.WorkflowWalk;
import antiphon.conversations.workflow.WorkflowWalk.Choice;
import antiphon.conversations.workflow.WorkflowWalk.Way;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Who may take the place of whoever speaks at one stand of a conversation. It never changes; a successor has its own. */
final class Succession implements Successors {
    private static final int MOST_TRANSFERS = 20;

    /** Makes the plan for an agent as it is set. */
    interface Composer {
        CallPlan compose(AgentConfig config, DynamicVariables variables, AgentToolBox tools, boolean telephone);
    }

    /** An agent that may come next. */
    record Candidate(String id, JsonObject document) {}

    /** Finds an agent that may come next. */
    interface Candidates {
        /** @throws Refusal.NotFound where there is no such agent or branch */
        Candidate find(String agentId, Optional<String> branchId);
    }

    /**
     * What stays the same whoever speaks.
     *
     * @param clientVoice the {@code tts} section of the client's overrides
     */
    record Cast(
            Composer composer,
            Candidates agents,
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

    Succession(Cast cast, Stand stand, AgentConfig config) {
        this.cast = cast;
        this.stand = stand;
        this.config = config;
        this.walk = new WorkflowWalk(stand.graph());
    }

    /** The plan with which a conversation begins. */
    static Planned opening(Cast cast, Stand stand) {
        return new Casting(cast).opening(stand);
    }

    @Override
    public String agentId() {
        return stand.agentId();
    }

    @Override
    public String nodeId() {
        return stand.node();
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
        Planned next = ready(() -> new Casting(cast).at(stand.inLanguage(language)));
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
            return cast.agents().find(id, transfer.branchId());
        } catch (Refusal.NotFound gone) {
            throw new SuccessionRefused(
                    gone.status().startsWith("branch")
                            ? "The other agent has no such branch."
                            : "The other agent is not there any more.");
        }
    }

    private Successor handOver(Candidate agent, AgentTransfer transfer) {
        JsonObject document = agent.document();
        AgentConfig theirs = AgentConfig.read(document);
        Stand next =
                Stand.with(agent.id(), document, JsonValue.EMPTY_JSON_OBJECT).afterTransfers(stand.transfers() + 1);
        if (transfer.nodeId().isPresent()) {
            next = next.at(transfer.nodeId().get(), Set.of());
        }
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
        Stand first = next;
        Planned planned = ready(() -> opening(cast, first));
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

    private Planned ready(Supplier<Planned> successor) {
        try {
            Planned planned = successor.get();
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
        Arrival arrival = new Casting(cast).walking(stand, language()).from(nodeId);
        return switch (arrival.node()) {
            case End end -> ending(new Then.HangUp(), arrival);
            case Number number -> ending(new Then.Transfer(address(number.transfer())), arrival);
            case OtherAgent other -> agent(other.transfer()).saying(arrival.said());
            case Subagent subagent -> becoming(arrival, subagent.entry().equals("wait_for_user"));
            case Start start -> becoming(arrival, false);
            case Say say -> becoming(arrival, false);
            case Tools tools -> becoming(arrival, false);
            case Update update -> becoming(arrival, false);
        };
    }

    private Successor ending(Then then, Arrival arrival) {
        return new Successor(then, arrival.said(), stand.agentId(), arrival.id());
    }

    private Successor becoming(Arrival arrival, boolean waits) {
        Planned next = ready(() -> new Casting(cast).at(stand.at(arrival.id(), arrival.visited())));
        Optional<String> message = waits || !arrival.said().isBlank() ? Optional.of(arrival.said()) : Optional.empty();
        return new Successor(new Then.Become(next.plan(), message), "", stand.agentId(), arrival.id());
    }

    private String address(NumberTransfer transfer) {
        return transfer.variable()
                ? cast.variables().value(transfer.destination())
                : cast.variables().fill(transfer.destination());
    }
}
