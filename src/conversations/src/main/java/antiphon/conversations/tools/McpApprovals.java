package antiphon.conversations.tools;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Uses of MCP tools that wait for the caller's approval in one call. Any thread. */
final class McpApprovals {
    enum Decision {
        APPROVED,
        REFUSED,
        TOO_LATE,
        CUT_OFF
    }

    private record Pending(Consumer<Decision> decided, ScheduledFuture<?> timeOut) {}

    private final ScheduledExecutorService timers;
    private final Duration longest;
    private final Map<String, Pending> pending = new HashMap<>();

    McpApprovals(ScheduledExecutorService timers, Duration longest) {
        this.timers = timers;
        this.longest = longest;
    }

    Duration longest() {
        return longest;
    }

    /** @param decided told exactly once */
    synchronized void wait(String toolCallId, Consumer<Decision> decided) {
        ScheduledFuture<?> timeOut =
                timers.schedule(() -> settle(toolCallId, Decision.TOO_LATE), longest.toMillis(), TimeUnit.MILLISECONDS);
        pending.put(toolCallId, new Pending(decided, timeOut));
    }

    /** A decision. One that nobody waits for, or not any more, is passed over. */
    void settle(String toolCallId, Decision decision) {
        Pending waiting = taken(toolCallId);
        if (waiting != null) {
            waiting.timeOut().cancel(false);
            waiting.decided().accept(decision);
        }
    }

    /** A wait and its time-out are put down together: one that is over at once still finds whom to tell. */
    private synchronized @Nullable Pending taken(String toolCallId) {
        return pending.remove(toolCallId);
    }

    private synchronized List<String> waiting() {
        return List.copyOf(pending.keySet());
    }

    void end() {
        waiting().forEach(id -> settle(id, Decision.CUT_OFF));
    }
}
