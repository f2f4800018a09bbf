package antiphon.call;

import antiphon.language.ToolUse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Keeps what was asked for until the test answers. */
final class FakeToolBox implements ToolBox {
    final Map<String, Consumer<Answer>> asked = new LinkedHashMap<>();
    int cancelled;

    @Override
    public Using use(int turn, ToolUse use, Consumer<Answer> answer) {
        asked.put(use.tool(), answer);
        return () -> cancelled++;
    }

    void answers(String tool, Answer answer) {
        Objects.requireNonNull(asked.get(tool)).accept(answer);
    }
}
