package antiphon.analysis.judging;

import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.ToolUse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One answer of a model that is waited for. */
final class Attempt implements LanguageModel.Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final StringBuffer text = new StringBuffer();
    private final List<ToolUse> uses = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Whole> whole = new CompletableFuture<>();

    /** All of it. */
    record Whole(String text, List<ToolUse> uses, Usage usage) {}

    Attempt(String name) {
        this.name = name;
    }

    Whole get() throws InterruptedException {
        try {
            return whole.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException silent) {
            throw new Unanswered("The model " + name + " did not answer in time.", true);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Unanswered told
                    ? told
                    : new Unanswered("The model " + name + " failed.", false);
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
        whole.complete(new Whole(text.toString(), List.copyOf(uses), usage));
    }

    @Override
    public void failed(LanguageFailure failure) {
        whole.completeExceptionally(
                new Unanswered("The model " + failure.model() + " failed: " + failure.reason(), failure.retryable()));
    }
}
