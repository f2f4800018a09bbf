package antiphon.conversations.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the agent is to know of tools that answer after their turn; kept until the call is there to take it. Any thread. */
public final class LateNotes {
    private final List<String> waiting = new ArrayList<>();
    private @Nullable Consumer<String> call;

    public synchronized void bind(Consumer<String> to) {
        call = to;
        waiting.forEach(to);
        waiting.clear();
    }

    synchronized void add(String text) {
        if (call == null) {
            waiting.add(text);
        } else {
            call.accept(text);
        }
    }
}
