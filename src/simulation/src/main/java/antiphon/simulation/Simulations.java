package antiphon.simulation;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.PromptConfig;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.conversations.OpeningRefused;
import antiphon.conversations.TextCall;
import antiphon.conversations.TextCalls;
import antiphon.conversations.TextCalls.Scene;
import antiphon.conversations.TextCalls.Subject;
import antiphon.simulation.judging.Judges;
import antiphon.simulation.minds.Minds;
import antiphon.simulation.tools.StoredMocks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Conversations of agents with simulated users, which clients ask for and wait for. */
@ApplicationScoped
class Simulations {
    /** At a time on this server: each may wait for language models for minutes. */
    private static final int MOST = 8;

    private static final String REQUEST =
            "Body_Simulates_a_conversation_v1_convai_agents__agent_id__simulate_conversation_post";

    /** Whoever has not begun by then never will: the client went away before anything could be sent. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Semaphore places = new Semaphore(MOST);
    private final Map<Simulation, Instant> open = new ConcurrentHashMap<>();

    @Inject
    TestedAgents agents;

    @Inject
    TextCalls calls;

    @Inject
    Users users;

    @Inject
    Judges judges;

    @Inject
    StoredMocks mocks;

    @Inject
    InstantSource clock;

    /**
     * Gets a conversation ready to begin. Whoever asks for it begins it within a minute, and closes it.
     *
     * @param sent as the contract's operation takes it
     * @throws Refusal.Invalid naming every place that is wrong
     * @throws Refusal.TooMany when as many are under way as may be
     */
    Simulation prepare(String agentId, JsonObject sent) {
        Subject agent = agents.find(agentId, Optional.empty(), Optional.empty());
        check(sent);
        giveUpForgotten();
        if (!places.tryAcquire()) {
            throw new Refusal.TooMany(
                    "too_many_simulations",
                    "As many conversations are being simulated as may be; try again a little later.");
        }
        try {
            Simulation simulation = open(agent, sent);
            open.put(simulation, clock.instant());
            return simulation;
        } catch (OpeningRefused refused) {
            places.release();
            throw invalid(List.of("body", "simulation_specification", "dynamic_variables"), refused.message());
        } catch (RuntimeException refused) {
            places.release();
            throw refused;
        }
    }

    private void giveUpForgotten() {
        Instant latest = clock.instant().minus(LONGEST_WAIT);
        open.forEach((simulation, since) -> {
            if (since.isBefore(latest)) {
                simulation.giveUp();
            }
        });
    }

    private Simulation open(Subject agent, JsonObject sent) {
        JsonObject wanted = sent.getJsonObject("simulation_specification");
        PromptConfig prompt = AgentConfig.readPrompt(agent.document());
        JsonObject variables = object(wanted, "dynamic_variables");
        List<JsonObject> before = before(wanted);
        Simulation.Cast cast = new Simulation.Cast(
                users.configured(wanted.getJsonObject("simulated_user_config"), variables, prompt),
                judges.find(Minds.USUAL, prompt));
        Scene scene = new Scene(
                Optional.empty(),
                variables,
                Optional.empty(),
                History.read(before).beginning(),
                mocks.named(object(wanted, "tool_mock_config")));
        List<Criterion> criteria = criteria(agent, sent);
        TextCall call = calls.open(agent, scene);
        int limit = sent.get("new_turns_limit") instanceof JsonNumber number ? number.intValue() : Integer.MAX_VALUE;
        return new Simulation(call, cast, before, limit, criteria, this::closed);
    }

    private void closed(Simulation simulation) {
        open.remove(simulation);
        places.release();
    }

    private static List<Criterion> criteria(Subject agent, JsonObject sent) {
        List<Criterion> criteria = new ArrayList<>();
        JsonObject evaluation = object(object(agent.document(), "platform_settings"), "evaluation");
        criteria.addAll(Criterion.read(evaluation.get("criteria")));
        criteria.addAll(Criterion.read(sent.get("extra_evaluation_criteria")));
        return criteria;
    }

    private static List<JsonObject> before(JsonObject wanted) {
        JsonValue entries = wanted.getOrDefault("partial_conversation_history", JsonValue.EMPTY_JSON_ARRAY);
        return entries instanceof JsonArray list
                ? list.getValuesAs(JsonObject.class).stream()
                        .map(entry -> Contract.stated().complete("ConversationHistoryTranscriptResponseModel", entry))
                        .toList()
                : List.of();
    }

    private static void check(JsonObject sent) {
        List<Problem> problems = Contract.stated().problems(REQUEST, sent);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        if (sent.get("new_turns_limit") instanceof JsonNumber limit
                && (limit.bigDecimalValue().signum() <= 0
                        || limit.bigDecimalValue().intValue() < 0)) {
            throw invalid(List.of("body", "new_turns_limit"), "Input should be greater than or equal to 1");
        }
    }

    private static Refusal.Invalid invalid(List<Object> path, String message) {
        return new Refusal.Invalid(new Problem(path, message, "value_error"));
    }

    private static JsonObject object(JsonObject document, String name) {
        return document.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }
}
