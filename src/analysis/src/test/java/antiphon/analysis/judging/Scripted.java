package antiphon.analysis.judging;

import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel;
import antiphon.language.Prompt;
import antiphon.language.ToolUse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A model that says what a test tells it to, one answer after the other. */
final class Scripted implements LanguageModel {
    final List<Prompt> asked = new ArrayList<>();
    private final Deque<Consumer<Listener>> script = new ArrayDeque<>();

    Scripted fills(String json) {
        script.add(listener -> {
            listener.wantsTool(new ToolUse("use_1", AnswerForm.TOOL, json.replace('\'', '"')));
            listener.finished(new Usage(100, 10));
        });
        return this;
    }

    Scripted says(String text) {
        script.add(listener -> {
            listener.text(text.replace('\'', '"'));
            listener.finished(new Usage(100, 10));
        });
        return this;
    }

    Scripted fails(boolean retryable) {
        script.add(listener -> listener.failed(new LanguageFailure(name(), "It is away.", retryable)));
        return this;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Answering answer(Prompt prompt, Listener listener) {
        asked.add(prompt);
        script.pop().accept(listener);
        return () -> {};
    }
}
