package antiphon.conversations.tools;

import antiphon.agents.config.ToolConfig.ClientTool;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Using;
import antiphon.language.ToolUse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The tools that the client of one call was asked to use and has not answered yet. Any thread. */
public final class ClientTools {
    private record Pending(Consumer<Answer> answer, ScheduledFuture<?> timeOut) {}

    private final BiConsumer<Integer, ToolUse> ask;
    private final ScheduledExecutorService timers;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();

    /** @param ask tells the client: turn, and what to use with which arguments */
    public ClientTools(BiConsumer<Integer, ToolUse> ask, ScheduledExecutorService timers) {
        this.ask = ask;
        this.timers = timers;
    }

    Using use(int turn, ToolUse use, ClientTool tool, Consumer<Answer> answer) {
        if (!tool.expectsResponse()) {
            ask.accept(turn, use);
            answer.accept(Answer.of("The client was told."));
            return () -> {};
        }
        ScheduledFuture<?> timeOut = timers.schedule(
                () -> settle(use.id(), Answer.failed("The client did not answer in time.")),
                tool.responseTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
        pending.put(use.id(), new Pending(answer, timeOut));
        ask.accept(turn, use);
        return () -> settle(use.id(), Answer.failed("The caller cut in before the client answered."));
    }

    /** The client's answer. One that nobody waits for, or not any more, is passed over. */
    public void answered(String toolCallId, String result, boolean error) {
        settle(toolCallId, error ? Answer.failed(result) : Answer.of(result));
    }

    private void settle(String toolCallId, Answer answer) {
        Pending waiting = pending.remove(toolCallId);
        if (waiting != null) {
            waiting.timeOut().cancel(false);
            waiting.answer().accept(answer);
        }
    }
}
