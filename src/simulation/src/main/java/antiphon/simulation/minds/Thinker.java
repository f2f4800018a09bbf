package antiphon.simulation.minds;

import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.Prompt;
import antiphon.language.ToolUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** A language model that is waited for. Any thread. */
public final class Thinker {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LanguageModel model;
    private final BiConsumer<String, Usage> spent;

    public Thinker(LanguageModel model) {
        this(model, (name, usage) -> {});
    }

    private Thinker(LanguageModel model, BiConsumer<String, Usage> spent) {
        this.model = model;
        this.spent = spent;
    }

    /** The same, whose every answer is counted, also one that is of no use: its model's name and its tokens. From any thread. */
    public Thinker counted(BiConsumer<String, Usage> counter) {
        return new Thinker(model, counter);
    }

    /** A whole answer. */
    public record Thought(String text, List<ToolUse> uses) {}

    /** No answer came. */
    public static final class Thoughtless extends Exception {
        private static final long serialVersionUID = 1L;

        Thoughtless(String why) {
            super(why, null, false, false);
        }

        /** One sentence fit for a log. */
        public String why() {
            return String.valueOf(getMessage());
        }
    }

    public String name() {
        return model.name();
    }

    /** Blocks until the model has answered; what may succeed a moment later is tried twice. */
    public Thought ask(Prompt prompt) throws Thoughtless, InterruptedException {
        Attempt first = attempt(prompt);
        if (first.thought().isDone() && !first.retryable()) {
            return first.get();
        }
        return attempt(prompt).get();
    }

    private Attempt attempt(Prompt prompt) throws InterruptedException {
        Attempt attempt = new Attempt(model.name(), spent);
        LanguageModel.Answering answering = model.answer(prompt, attempt);
        if (!attempt.isOver()) {
            answering.cancel();
        }
        return attempt;
    }

    private static final class Attempt implements LanguageModel.Listener {
        private final String name;
        private final BiConsumer<String, Usage> spent;
        private final StringBuffer text = new StringBuffer();
        private final List<ToolUse> uses = new ArrayList<>();
        private final CompletableFuture<Thought> thought = new CompletableFuture<>();
        private volatile boolean retryable;

        Attempt(String name, BiConsumer<String, Usage> spent) {
            this.name = name;
            this.spent = spent;
        }

        CompletableFuture<Thought> thought() {
            return thought;
        }

        boolean retryable() {
            return retryable;
        }

        boolean isOver() throws InterruptedException {
            try {
                thought.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
                return true;
            } catch (ExecutionException failed) {
                return true;
            } catch (TimeoutException silent) {
                thought.completeExceptionally(new Thoughtless("The model " + name + " did not answer in time."));
                return false;
            }
        }

        Thought get() throws Thoughtless, InterruptedException {
            try {
                return thought.get();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof Thoughtless told
                        ? told
                        : new Thoughtless("The model " + name + " failed.");
            }
        }

        @Override
        public void text(String piece) {
            text.append(piece);
        }

        @Override
        public void wantsTool(ToolUse use) {
            uses.add(use);
        }

        @Override
        public void finished(Usage usage) {
            spent.accept(name, usage);
            thought.complete(new Thought(text.toString().strip(), List.copyOf(uses)));
        }

        @Override
        public void failed(LanguageFailure failure) {
            retryable = failure.retryable();
            thought.completeExceptionally(
                    new Thoughtless("The model " + failure.model() + " failed: " + failure.reason()));
        }
    }
}
