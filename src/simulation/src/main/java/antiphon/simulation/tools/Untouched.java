package antiphon.simulation.tools;

import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Then;
import antiphon.conversations.tools.ToolStandIns;
import antiphon.language.ToolUse;
import antiphon.simulation.judging.Judge;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** No tool is used, whatever its kind. */
record Untouched(Map<String, List<Mock>> mocks, Judge judge, boolean ending) implements ToolStandIns {
    /** The contract's default of what a tool answers that is not used. */
    static final String USED = "Tool Called.";

    Untouched {
        mocks = Map.copyOf(mocks);
    }

    @Override
    public boolean standFor(String tool, String type) {
        return true;
    }

    @Override
    public Optional<Answer> answer(ToolUse use) {
        if (ending) {
            return Optional.of(new Answer(USED, false, new Then.BeQuiet()));
        }
        return Optional.of(Arguments.answered(mocks.getOrDefault(use.tool(), List.of()), use, judge)
                .orElse(Answer.of(USED)));
    }
}
