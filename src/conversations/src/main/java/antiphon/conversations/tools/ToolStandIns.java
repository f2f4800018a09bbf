package antiphon.conversations.tools;

import antiphon.call.ToolBox.Answer;
import antiphon.language.ToolUse;
import java.util.Optional;

/** What answers in the place of tools where an agent is only tried out. Any thread. */
public interface ToolStandIns {
    /** Every tool is used itself. */
    ToolStandIns NONE = new ToolStandIns() {
        @Override
        public boolean standFor(String tool, String type) {
            return false;
        }

        @Override
        public Optional<Answer> answer(ToolUse use) {
            return Optional.empty();
        }
    };

    /**
     * Whether a tool may not be used before {@link #answer} was asked. Does not block.
     *
     * @param type the contract's word for its kind
     */
    boolean standFor(String tool, String type);

    /** The answer in the tool's place; empty lets the tool itself be used. May block. */
    Optional<Answer> answer(ToolUse use);
}
