package antiphon.conversations.tools;

import antiphon.agents.config.ToolConduct;
import antiphon.agents.config.ToolConfig;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Using;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import java.util.function.Consumer;

/** A tool of a kind that this server cannot use in a call: the model is told so, and can tell the caller. */
final class UnreadyTool implements CallTool {
    private static final String ANY_ARGUMENTS = "{\"type\":\"object\",\"properties\":{}}";

    private final ToolConfig config;
    private final String type;

    UnreadyTool(ToolConfig config, String type) {
        this.config = config;
        this.type = type;
    }

    @Override
    public ToolDescription description() {
        return new ToolDescription(config.name(), config.description(), ANY_ARGUMENTS);
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public ToolConduct conduct() {
        return config.conduct();
    }

    @Override
    public Using use(int turn, ToolUse use, Consumer<Answer> answer) {
        answer.accept(Answer.failed(
                "The tool was not used: tools of the type " + type + " are not available on this server."));
        return () -> {};
    }
}
