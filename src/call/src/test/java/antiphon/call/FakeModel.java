package antiphon.call;

import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel;
import antiphon.language.Prompt;
import antiphon.language.ToolUse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers from a script; without one it stays silent until the test speaks through it. */
final class FakeModel implements LanguageModel {
    private final String name;
    private final Deque<List<Object>> script = new ArrayDeque<>();
    private @Nullable Listener listener;
    final List<Prompt> prompts = new ArrayList<>();
    int cancelled;

    FakeModel(String name) {
        this.name = name;
    }

    /** @param pieces text pieces, tool uses, or a failure */
    void willAnswer(Object... pieces) {
        script.add(List.of(pieces));
    }

    Listener speaks() {
        return Objects.requireNonNull(listener);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Answering answer(Prompt prompt, Listener told) {
        prompts.add(prompt);
        listener = told;
        List<Object> pieces = script.poll();
        if (pieces != null) {
            answer(pieces, told);
        }
        return () -> cancelled++;
    }

    private static void answer(List<Object> pieces, Listener told) {
        for (Object piece : pieces) {
            switch (piece) {
                case ToolUse use -> told.wantsTool(use);
                case LanguageFailure failure -> {
                    told.failed(failure);
                    return;
                }
                case Object text -> told.text(text.toString());
            }
        }
        told.finished(new Usage(10, 5));
    }
}
