package antiphon.simulation;

import antiphon.call.CallEnd;
import antiphon.conversations.TextCall;
import antiphon.simulation.Trials.Order;
import antiphon.simulation.Trials.Outcome;
import antiphon.simulation.judging.Judge;
import antiphon.simulation.judging.Judge.Question;
import antiphon.simulation.judging.Verdict;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/** A test of what the agent says next. */
record ReplyTrial(Order order, Judge judge) {
    Outcome carryOut(TextCall call) throws InterruptedException {
        List<JsonObject> responses = new NextTurn(order).of(call);
        if (call.end().filter(CallEnd::failed).isPresent()) {
            return new Outcome(Verdict.failure("The agent could not answer." + why(call)), responses);
        }
        String said = responses.stream()
                .flatMap(entry -> Evidence.message(entry).stream())
                .collect(Collectors.joining("\n"));
        if (said.isEmpty()) {
            return new Outcome(Verdict.failure("The agent said nothing." + why(call)), responses);
        }
        List<String> good = examples("success_examples");
        List<String> bad = examples("failure_examples");
        if (order.text("success_condition").isBlank() && good.isEmpty() && bad.isEmpty()) {
            return new Outcome(
                    Verdict.unknown("The test has neither a success condition nor examples to judge by."), responses);
        }
        Question question =
                new Question(order.text("success_condition"), Evidence.of(order.history()), said, good, bad, 0);
        return new Outcome(judge.judge(question), responses);
    }

    private static String why(TextCall call) {
        return call.failure().map(reason -> " " + reason).orElse("");
    }

    private List<String> examples(String name) {
        return order.test().get(name) instanceof JsonArray list
                ? list.getValuesAs(JsonObject.class).stream()
                        .map(example -> example.getString("response"))
                        .toList()
                : List.of();
    }
}
