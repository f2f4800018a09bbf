package antiphon.conversations.tools;

import antiphon.agents.config.ToolConduct;
import antiphon.agents.config.ToolConfig.SystemTool;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Using;
import antiphon.conversations.tools.SystemAct.Outcome;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A system tool as an agent has it. */
final class SystemCallTool implements CallTool {
    static final String TYPE = "system";

    private static final Logger LOG = System.getLogger(SystemCallTool.class.getName());

    private final SystemTool config;
    private final SystemAct act;
    private final ToolSurroundings around;

    SystemCallTool(SystemTool config, SystemAct act, ToolSurroundings around) {
        this.config = config;
        this.act = act;
        this.around = around;
    }

    @Override
    public ToolDescription description() {
        String told = config.description().isBlank() ? act.description() : config.description();
        String particulars = act.particulars();
        return new ToolDescription(
                config.name(),
                particulars.isEmpty() ? told : told + "\n" + particulars,
                act.parameters().toString());
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public ToolConduct conduct() {
        return config.conduct();
    }

    @Override
    public Using use(int turn, ToolUse use, Consumer<Answer> answer) {
        JsonObject arguments = JsonText.object(use.argumentsJson());
        if (!act.blocks()) {
            settle(use, act.act(turn, arguments), answer);
            return Using.NONE;
        }
        try {
            around.threads().blocking().execute(() -> answerInTime(turn, use, arguments, answer));
        } catch (RejectedExecutionException stopping) {
            answer.accept(Answer.failed("The server is being stopped."));
        }
        return Using.NONE;
    }

    private void answerInTime(int turn, ToolUse use, JsonObject arguments, Consumer<Answer> answer) {
        Outcome outcome;
        try {
            outcome = act.act(turn, arguments);
        } catch (RuntimeException unforeseen) {
            LOG.log(Level.ERROR, "A system tool broke; the call goes on", unforeseen);
            answer.accept(Answer.failed("The tool failed unexpectedly."));
            return;
        }
        if (outcome.delay().isZero()) {
            settle(use, outcome, answer);
        } else {
            var unused = around.threads()
                    .timers()
                    .schedule(
                            () -> settle(use, outcome, answer), outcome.delay().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void settle(ToolUse use, Outcome outcome, Consumer<Answer> answer) {
        around.ledger().result(use.id(), TYPE, outcome.result());
        JsonValue shown = around.assignments().take(use, TYPE, config.assignments(), outcome.result());
        answer.accept(new Answer(shown.toString(), outcome.error(), outcome.then(), outcome.say()));
    }
}
