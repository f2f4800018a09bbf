package antiphon.simulation;

import antiphon.agents.config.AgentConfig;
import antiphon.api.Refusal;
import antiphon.conversations.OpeningRefused;
import antiphon.conversations.TextCall;
import antiphon.conversations.TextCalls;
import antiphon.conversations.TextCalls.Scene;
import antiphon.conversations.TextCalls.Subject;
import antiphon.conversations.tools.ToolStandIns;
import antiphon.simulation.judging.Judge;
import antiphon.simulation.judging.Judges;
import antiphon.simulation.judging.Verdict;
import antiphon.simulation.library.TestKind;
import antiphon.simulation.minds.Minds;
import antiphon.simulation.tools.StoredMocks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Puts an agent to one test. */
@ApplicationScoped
public class Trials {
    @Inject
    TextCalls calls;

    @Inject
    Users users;

    @Inject
    Judges judges;

    @Inject
    StoredMocks mocks;

    /**
     * What is to be done.
     *
     * @param test as its owner wrote it
     * @param nodeId of the agent's workflow, at which the test takes place
     */
    public record Order(Subject agent, TestKind kind, JsonObject test, Optional<String> nodeId) {
        String text(String name) {
            return test.get(name) instanceof JsonString text ? text.getString() : "";
        }

        List<JsonObject> history() {
            return test.get("chat_history") instanceof JsonArray list ? list.getValuesAs(JsonObject.class) : List.of();
        }

        JsonObject variables() {
            return test.get("dynamic_variables") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        }

        AgentConfig config() {
            return AgentConfig.read(agent.document());
        }
    }

    /**
     * What came of it.
     *
     * @param responses what was said and done: entries of the contract's transcript
     */
    public record Outcome(Verdict verdict, List<JsonObject> responses) {
        public Outcome {
            responses = List.copyOf(responses);
        }
    }

    /**
     * Carries out one test. Blocks, for minutes where language models are slow.
     *
     * @param stopped whether nobody wants to know any more
     */
    public Outcome carryOut(Order order, BooleanSupplier stopped) throws InterruptedException {
        String llm = order.text("evaluation_model");
        Judge judge = judges.find(
                llm.isEmpty() ? Minds.USUAL : llm, order.config().agent().prompt());
        try {
            return switch (order.kind()) {
                case LLM -> new ReplyTrial(order, judge).carryOut(open(order, untouched(order, judge, false)));
                case TOOL -> new ToolTrial(order, judge, mocks).carryOut(open(order, untouched(order, judge, true)));
                case SIMULATION -> simulate(order, judge, stopped);
            };
        } catch (OpeningRefused refused) {
            return failed(refused.message());
        } catch (Refusal refused) {
            return failed(refused.message());
        }
    }

    private ToolStandIns untouched(Order order, Judge judge, boolean ending) {
        return mocks.untouched(order.agent().document(), judge, ending);
    }

    private TextCall open(Order order, ToolStandIns standIns) {
        String environment =
                order.text("environment").isEmpty() ? order.text("simulation_environment") : order.text("environment");
        return calls.open(
                order.agent(),
                new Scene(
                        order.nodeId().or(() -> nodeOfOrigin(order)),
                        order.variables(),
                        Optional.of(environment).filter(name -> !name.isEmpty()),
                        History.read(order.history()).beginning(),
                        standIns));
    }

    /** A test that was made of a conversation takes place where that stood, if it was with this agent. */
    private static Optional<String> nodeOfOrigin(Order order) {
        return order.test().get("from_conversation_metadata") instanceof JsonObject origin
                        && origin.getString("agent_id", "").equals(order.agent().agentId())
                        && origin.get("workflow_node_id") instanceof JsonString node
                ? Optional.of(node.getString())
                : Optional.empty();
    }

    private Outcome simulate(Order order, Judge judge, BooleanSupplier stopped) throws InterruptedException {
        String llm = order.text("simulated_user_model");
        SimulatedUser user = users.playing(
                order.text("simulation_scenario"),
                llm.isEmpty() ? Minds.USUAL : llm,
                order.config().agent());
        try (TextCall call = open(order, mocks.simulated(order.agent().document(), order.test(), judge))) {
            return new SimulationTrial(order, judge).carryOut(call, user, stopped);
        }
    }

    static Outcome failed(String why) {
        return new Outcome(Verdict.failure(why), new ArrayList<>());
    }
}
