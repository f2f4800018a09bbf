package antiphon.language;

import antiphon.providers.Fuse;
import java.time.Duration;

/** A model behind a {@link Fuse} that all calls share: while the provider is known to be down, it fails at once. */
final class FusedModel implements LanguageModel {
    /** Whoever is given up after so long without a sign of life is as good as failed. */
    private static final Duration TOO_LONG = Duration.ofSeconds(2);

    private final LanguageModel model;
    private final Fuse fuse = new Fuse();

    FusedModel(LanguageModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public void expect(Prompt prompt) {
        model.expect(prompt);
    }

    @Override
    public Answering answer(Prompt prompt, Listener listener) {
        var attempt = fuse.attempt();
        if (attempt.isEmpty()) {
            listener.failed(new LanguageFailure(name(), "was not asked: it failed too often just now", false));
            return () -> {};
        }
        long askedNanos = System.nanoTime();
        Answering answering = begun(prompt, listener, attempt.get());
        return () -> {
            if (System.nanoTime() - askedNanos < TOO_LONG.toNanos()) {
                attempt.get().worked();
            } else {
                attempt.get().failed();
            }
            answering.cancel();
        };
    }

    private Answering begun(Prompt prompt, Listener listener, Fuse.Attempt attempt) {
        try {
            return model.answer(prompt, new Watching(listener, attempt));
        } catch (RuntimeException broken) {
            attempt.failed();
            throw broken;
        }
    }

    private record Watching(Listener listener, Fuse.Attempt attempt) implements Listener {
        @Override
        public void text(String piece) {
            attempt.worked();
            listener.text(piece);
        }

        @Override
        public void wantsTool(ToolUse use) {
            attempt.worked();
            listener.wantsTool(use);
        }

        @Override
        public void finished(Usage usage) {
            attempt.worked();
            listener.finished(usage);
        }

        /** A request that no repetition would save says nothing of the provider's health. */
        @Override
        public void failed(LanguageFailure failure) {
            if (failure.retryable()) {
                attempt.failed();
            } else {
                attempt.worked();
            }
            listener.failed(failure);
        }
    }
}
