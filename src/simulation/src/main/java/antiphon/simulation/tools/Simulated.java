package antiphon.simulation.tools;

import antiphon.call.ToolBox.Answer;
import antiphon.conversations.tools.ToolStandIns;
import antiphon.language.ToolUse;
import antiphon.simulation.judging.Judge;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tools of a simulation. System tools act within the conversation and so are used themselves, unless they are named.
 *
 * @param strategy the contract's: {@code all}, {@code selected} or {@code none}
 * @param named tools that are mocked where only some are
 * @param real whether a tool is used itself where none of its mocks fits
 */
record Simulated(String strategy, Set<String> named, Map<String, List<Mock>> mocks, boolean real, Judge judge)
        implements ToolStandIns {
    Simulated {
        named = Set.copyOf(named);
        mocks = Map.copyOf(mocks);
    }

    @Override
    public boolean standFor(String tool, String type) {
        return switch (strategy) {
            case "all" -> !type.equals("system") || named.contains(tool);
            case "selected" -> named.contains(tool);
            default -> false;
        };
    }

    @Override
    public Optional<Answer> answer(ToolUse use) {
        Optional<Answer> mocked = Arguments.answered(mocks.getOrDefault(use.tool(), List.of()), use, judge);
        return mocked.isPresent() || real
                ? mocked
                : Optional.of(Answer.failed("No mock of the tool " + use.tool() + " fits these arguments."));
    }
}
