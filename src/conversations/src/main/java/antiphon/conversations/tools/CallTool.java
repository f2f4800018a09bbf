package antiphon.conversations.tools;

import antiphon.agents.config.ToolConduct;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Using;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import java.util.function.Consumer;

/** A tool of one kind, as one call may use it. */
interface CallTool {
    ToolDescription description();

    /** The contract's word for its kind. */
    String type();

    ToolConduct conduct();

    /** As {@link antiphon.call.ToolBox#use}. */
    Using use(int turn, ToolUse use, Consumer<Answer> answer);
}
