package antiphon.simulation.travel;

import antiphon.call.ToolBox.Answer;
import antiphon.conversations.tools.ToolStandIns;
import antiphon.language.ToolUse;
import antiphon.simulation.tools.Arguments;
import antiphon.simulation.travel.Entries.Use;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers in the place of tools what they answered in the recorded conversation, where they were used with the same arguments;
 * no tool is used itself but those of the system, which act within the conversation alone. For one turn. Any thread.
 */
final class RecordedTools implements ToolStandIns {
    static final String NOT_RECORDED = "This tool was not used with these arguments in the recorded conversation,"
            + " so its answer is not known.";

    private final List<Told> told = new ArrayList<>();
    private final Set<Told> spent = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private final int number;

    /** What a tool answered once. */
    private static final class Told {
        private final int number;
        private final Use use;
        private final Answer answer;

        Told(int number, Use use, Answer answer) {
            this.number = number;
            this.use = use;
            this.answer = answer;
        }
    }

    /** @param now during which tools are used now */
    RecordedTools(RecordedCall call, Exchange now) {
        number = now.number();
        call.exchanges().forEach(this::read);
    }

    private void read(Exchange exchange) {
        exchange.agent()
                .forEach(entry -> Entries.calls(entry)
                        .forEach(call -> Entries.results(entry)
                                .filter(result ->
                                        result.getString("request_id", "").equals(call.getString("request_id", "-")))
                                .findFirst()
                                .map(result -> result.getBoolean("is_error", false)
                                        ? Answer.failed(result.getString("result_value", ""))
                                        : Answer.of(result.getString("result_value", "")))
                                .ifPresent(
                                        answer -> told.add(new Told(exchange.number(), Entries.use(call), answer)))));
    }

    @Override
    public boolean standFor(String tool, String type) {
        return !type.equals("system");
    }

    /** Of several answers the next of this turn, or else the last before it, or else the first after it. */
    @Override
    public synchronized Optional<Answer> answer(ToolUse use) {
        Use wanted = new Use(use.tool(), Arguments.read(use.argumentsJson()));
        List<Told> fitting =
                told.stream().filter(each -> each.use.equals(wanted)).toList();
        Optional<Told> next = fitting.stream()
                .filter(each -> each.number == number && !spent.contains(each))
                .findFirst();
        next.ifPresent(spent::add);
        Optional<Told> found = next.or(() -> fitting.reversed().stream()
                        .filter(each -> each.number <= number)
                        .findFirst())
                .or(() -> fitting.stream().findFirst());
        if (found.isEmpty()) {
            unknown.add(use.tool());
        }
        return Optional.of(found.map(each -> each.answer).orElseGet(() -> Answer.failed(NOT_RECORDED)));
    }

    /** The names of tools whose answer was not known. */
    synchronized List<String> unknown() {
        return List.copyOf(unknown);
    }
}
