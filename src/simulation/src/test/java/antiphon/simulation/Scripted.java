package antiphon.simulation;

import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel;
import antiphon.language.Message;
import antiphon.language.Prompt;
import antiphon.language.ToolUse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A model whose answers a test says. Answers at once. */
public final class Scripted implements LanguageModel {
    private final String name;
    private final List<Prompt> prompts = new CopyOnWriteArrayList<>();
    private volatile Function<Prompt, Object> answers = prompt -> "I do not know.";

    public Scripted(String name) {
        this.name = name;
    }

    /** @param how from what it is asked to a text, a wish for a tool, or a failure */
    public void answers(Function<Prompt, Object> how) {
        answers = how;
    }

    public List<Prompt> prompts() {
        return prompts;
    }

    /** What the other one said last. */
    public static String heard(Prompt prompt) {
        return prompt.dialogue().getLast() instanceof Message.UserSaid(String words) ? words : "";
    }

    public static boolean usedTool(Prompt prompt) {
        return prompt.dialogue().getLast() instanceof Message.ToolAnswered;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Answering answer(Prompt prompt, Listener listener) {
        prompts.add(prompt);
        switch (answers.apply(prompt)) {
            case ToolUse use -> listener.wantsTool(use);
            case LanguageFailure failure -> {
                listener.failed(failure);
                return () -> {};
            }
            case Object text -> listener.text(text.toString());
        }
        listener.finished(new Usage(3, 2));
        return () -> {};
    }
}
