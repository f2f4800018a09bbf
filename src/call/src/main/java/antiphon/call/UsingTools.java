package antiphon.call;

import antiphon.call.CallEvent.ToolAnswered;
import antiphon.language.ToolUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The tools that the model wants: they are used side by side, once the model is done. Lives on the call's thread. */
final class UsingTools {
    private final Consumer<CallEvent> call;
    private final List<ToolUse> wanted = new ArrayList<>();
    private final Map<ToolUse, ToolBox.Using> inUse = new LinkedHashMap<>();
    private int asked;

    UsingTools(Consumer<CallEvent> call) {
        this.call = call;
    }

    void want(ToolUse use) {
        wanted.add(use);
    }

    /** Whoever wanted tools failed: it shall be asked again, or another. */
    void wantNone() {
        wanted.clear();
    }

    List<ToolUse> wanted() {
        return List.copyOf(wanted);
    }

    /** @param asking the number of the request in which the model wanted them */
    void useAll(ToolBox toolBox, int turn, int asking) {
        asked = asking;
        List<ToolUse> uses = wanted();
        wanted.clear();
        uses.forEach(use -> inUse.put(use, ToolBox.Using.NONE));
        for (ToolUse use : uses) {
            inUse.replace(use, toolBox.use(turn, use, answer -> call.accept(new ToolAnswered(asking, use, answer))));
        }
    }

    /** @return whether this was an answer still waited for */
    boolean answered(int asking, ToolUse use) {
        return asking == asked && inUse.remove(use) != null;
    }

    boolean waits() {
        return !inUse.isEmpty();
    }

    void stop() {
        inUse.values().forEach(ToolBox.Using::cancel);
        inUse.clear();
        wanted.clear();
    }
}
