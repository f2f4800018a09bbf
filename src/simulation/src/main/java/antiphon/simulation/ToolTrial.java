package antiphon.simulation;

import antiphon.conversations.TextCall;
import antiphon.simulation.Trials.Order;
import antiphon.simulation.Trials.Outcome;
import antiphon.simulation.judging.Judge;
import antiphon.simulation.judging.Verdict;
import antiphon.simulation.tools.Arguments;
import antiphon.simulation.tools.Expectation;
import antiphon.simulation.tools.StoredMocks;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A test of which tool the agent uses next, and with what; or to which node of its workflow it goes. */
record ToolTrial(Order order, Judge judge, StoredMocks mocks) {
    private record Use(String tool, JsonObject arguments) {}

    Outcome carryOut(TextCall call) throws InterruptedException {
        List<JsonObject> responses = new NextTurn(order).of(call);
        JsonObject expected = object(order.test(), "tool_call_parameters").orElse(JsonValue.EMPTY_JSON_OBJECT);
        Optional<JsonObject> transition = object(expected, "workflow_node_transition");
        Optional<JsonObject> tool = object(expected, "referenced_tool");
        boolean absent = expected.getBoolean("verify_absence", false);
        if (transition.isPresent()) {
            return new Outcome(reversed(absent, went(transition.get(), responses)), responses);
        }
        if (tool.isEmpty()) {
            return new Outcome(Verdict.unknown("The test names no tool that is to be used."), responses);
        }
        String name = mocks.name(tool.get().getString("id"));
        List<Expectation> expectations =
                expected.get("parameters") instanceof JsonArray list ? Expectation.read(list) : List.of();
        Verdict verdict = used(name, expectations, uses(responses), absent);
        return new Outcome(
                call.failure()
                        .filter(why -> !verdict.isSuccess())
                        .map(Verdict::failure)
                        .orElse(verdict),
                responses);
    }

    private Verdict used(String name, List<Expectation> expectations, List<Use> uses, boolean absent)
            throws InterruptedException {
        List<Use> right = uses.stream().filter(use -> use.tool().equals(name)).toList();
        if (right.isEmpty()) {
            return reversed(absent, Verdict.failure("The tool " + name + " was not used; " + told(uses) + "."));
        }
        boolean any = JsonValue.TRUE.equals(order.test().get("check_any_tool_matches"));
        if (!any && !absent && uses.size() > 1) {
            return Verdict.failure("More than one tool was used: " + told(uses) + ".");
        }
        Verdict last = Verdict.failure("");
        for (Use use : right) {
            last = Expectation.all(expectations, use.arguments(), judge);
            if (last.isSuccess()) {
                return reversed(absent, Verdict.success("The tool " + name + " was used. " + last.rationale()));
            }
        }
        return reversed(absent, last);
    }

    /** What must not be so is well when it is not. */
    private static Verdict reversed(boolean absent, Verdict verdict) {
        if (!absent) {
            return verdict;
        }
        return switch (verdict.result()) {
            case SUCCESS -> Verdict.failure("That was not to happen: " + verdict.rationale());
            case FAILURE -> Verdict.success("It did not happen, as was expected: " + verdict.rationale());
            case UNKNOWN -> verdict;
        };
    }

    private static String told(List<Use> uses) {
        return uses.isEmpty()
                ? "no tool was"
                : "used was " + String.join(", ", uses.stream().map(Use::tool).toList());
    }

    private static List<Use> uses(List<JsonObject> responses) {
        return entries(responses, "tool_calls")
                .map(call ->
                        new Use(call.getString("tool_name"), Arguments.read(call.getString("params_as_json", "{}"))))
                .toList();
    }

    private Verdict went(JsonObject transition, List<JsonObject> responses) {
        String target = transition.getString("target_node_id");
        if (!transition.getString("agent_id").equals(order.agent().agentId())) {
            return Verdict.failure("The transition that is expected is one of another agent's workflow.");
        }
        boolean there = entries(responses, "tool_results")
                .flatMap(result -> object(result, "result").stream())
                .flatMap(result -> result.get("steps") instanceof JsonArray steps
                        ? steps.getValuesAs(JsonObject.class).stream()
                        : Stream.of())
                .anyMatch(step -> step.getString("target_node_id", "").equals(target));
        return there
                ? Verdict.success("The conversation went on to the node " + target + ".")
                : Verdict.failure("The conversation did not go on to the node " + target + ".");
    }

    private static Stream<JsonObject> entries(List<JsonObject> responses, String name) {
        return responses.stream()
                .flatMap(entry -> entry.get(name) instanceof JsonArray list
                        ? list.getValuesAs(JsonObject.class).stream()
                        : Stream.of());
    }

    private static Optional<JsonObject> object(JsonObject document, String name) {
        return document.get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }
}
