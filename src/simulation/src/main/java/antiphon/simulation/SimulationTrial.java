package antiphon.simulation;

import antiphon.conversations.TextCall;
import antiphon.simulation.SimulatedConversation.Broken;
import antiphon.simulation.Trials.Order;
import antiphon.simulation.Trials.Outcome;
import antiphon.simulation.judging.Judge;
import antiphon.simulation.judging.Judge.Question;
import antiphon.simulation.judging.Verdict;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A test of how a conversation with a simulated user goes. */
record SimulationTrial(Order order, Judge judge) {
    private static final int USUAL_TURNS = 5;

    Outcome carryOut(TextCall call, SimulatedUser user, BooleanSupplier stopped) throws InterruptedException {
        History history = History.read(order.history());
        List<JsonObject> before = history.pending().isPresent()
                ? order.history().subList(0, order.history().size() - 1)
                : order.history();
        int turns = order.test().get("simulation_max_turns") instanceof JsonNumber most ? most.intValue() : USUAL_TURNS;
        Optional<Broken> broken = new SimulatedConversation(call, user, before, entries -> {}, stopped)
                .run(history.pending(), turns, Integer.MAX_VALUE);
        List<JsonObject> said = call.transcript();
        if (broken.isPresent()) {
            return new Outcome(Verdict.failure(broken.get().why()), said);
        }
        List<JsonObject> whole = new ArrayList<>(before);
        whole.addAll(said);
        return new Outcome(judged(Evidence.of(whole)), said);
    }

    private Verdict judged(String evidence) throws InterruptedException {
        List<String> conditions = conditions();
        if (conditions.isEmpty()) {
            return Verdict.unknown("The test has no success condition to judge by.");
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (String condition : conditions) {
            verdicts.add(judge.judge(Question.conversation(condition, evidence)));
        }
        return Verdict.all(verdicts);
    }

    private List<String> conditions() {
        List<String> conditions = new ArrayList<>();
        if (order.test().get("success_conditions") instanceof JsonArray list) {
            list.getValuesAs(JsonString.class).forEach(text -> conditions.add(text.getString()));
        }
        String one = order.text("success_condition");
        if (!one.isBlank() && !conditions.contains(one)) {
            conditions.add(one);
        }
        conditions.removeIf(String::isBlank);
        return conditions;
    }
}
