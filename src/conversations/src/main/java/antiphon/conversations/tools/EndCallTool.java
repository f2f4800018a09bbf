package antiphon.conversations.tools;

import antiphon.agents.config.ToolConfig.SystemTool;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Then;
import antiphon.call.ToolBox.Using;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import java.util.function.Consumer;

/** Ends the call, once the agent was heard out. */
final class EndCallTool implements CallTool {
    static final String SYSTEM_TYPE = "end_call";

    private static final String DESCRIPTION =
            "Ends the call. Use it when the conversation has come to its natural end and after saying goodbye.";
    private static final String PARAMETERS = """
            {"type":"object","properties":{"reason":{"type":"string","description":"Why the call ends, in a few words."}},\
            "required":["reason"]}""";

    private final SystemTool config;

    EndCallTool(SystemTool config) {
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
        answer.accept(new Answer("The call ends now.", false, new Then.HangUp()));
        return () -> {};
    }
}
