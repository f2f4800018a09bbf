package antiphon.conversations.tools;

import antiphon.agents.config.ToolConfig.SystemTool;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Then;
import antiphon.call.ToolBox.Using;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import java.util.function.Consumer;

/** Lets the agent stay silent until the caller speaks again. */
final class SkipTurnTool implements CallTool {
    static final String SYSTEM_TYPE = "skip_turn";

    private static final String DESCRIPTION =
            "Says nothing and waits for the caller. Use it when the caller asks for a moment.";
    private static final String PARAMETERS =
            "{\"type\":\"object\",\"properties\":{\"reason\":{\"type\":\"string\"}},\"required\":[]}";

    private final SystemTool config;

    SkipTurnTool(SystemTool config) {
        this.config = config;
    }

    @Override
    public ToolDescription description() {
        String told = config.description().isBlank() ? DESCRIPTION : config.description();
        return new ToolDescription(config.name(), told, PARAMETERS);
    }

    @Override
    public String type() {
        return "system";
    }

    @Override
    public Using use(int turn, ToolUse use, Consumer<Answer> answer) {
        answer.accept(new Answer("The turn is left to the caller.", false, new Then.BeQuiet()));
        return () -> {};
    }
}
