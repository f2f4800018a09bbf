package antiphon.language;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Several models behind one name, tried in order.
 *
 * <p>The first to say a word or to wish for a tool keeps the answer, whatever becomes of it: a caller who has heard half
 * a sentence of one model is not given the other half of another's. The last has all the time that its provider allows.
 */
final class Cascade implements LanguageModel {
    private static final Logger LOG = System.getLogger(Cascade.class.getName());

    private final List<LanguageModel> models;
    private final Duration timeout;

    /** @param models the first choice first */
    Cascade(List<LanguageModel> models, Duration timeout) {
        this.models = List.copyOf(models);
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return models.getFirst().name();
    }

    @Override
    public void expect(Prompt prompt) {
        models.forEach(model -> model.expect(prompt));
    }

    @Override
    public Answering answer(Prompt prompt, Listener listener) {
        var relay = new Relay(prompt, listener);
        relay.tryNext(0);
        return relay;
    }

    /** One answer, wherever it comes from. */
    private final class Relay implements Answering {
        private final Prompt prompt;
        private final Listener listener;
        private int turn;
        private boolean over;
        private @Nullable Answering current;

        Relay(Prompt prompt, Listener listener) {
            this.prompt = prompt;
            this.listener = listener;
        }

        private void tryNext(int next) {
            Attempt attempt;
            synchronized (this) {
                if (over) {
                    return;
                }
                turn = next;
                attempt = new Attempt(next);
            }
            if (next < models.size() - 1) {
                attempt.limit();
            }
            Answering answering = models.get(next).answer(prompt, attempt);
            boolean unwanted;
            synchronized (this) {
                unwanted = over || turn != next;
                if (!unwanted) {
                    current = answering;
                }
            }
            if (unwanted) {
                answering.cancel();
            }
        }

        @Override
        public void cancel() {
            Answering answering;
            synchronized (this) {
                over = true;
                answering = current;
            }
            if (answering != null) {
                answering.cancel();
            }
        }

        /** What one model says, as long as it is its turn. */
        private final class Attempt implements Listener {
            private final int mine;
            private final CompletableFuture<Void> begun = new CompletableFuture<>();

            Attempt(int mine) {
                this.mine = mine;
            }

            void limit() {
                begun.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).whenComplete((nothing, late) -> {
                    if (late instanceof TimeoutException) {
                        Thread.ofVirtual().start(() -> handOver("kept silent"));
                    }
                });
            }

            private boolean isMyTurn() {
                synchronized (Relay.this) {
                    return !over && turn == mine;
                }
            }

            private void handOver(String reason) {
                Answering silent;
                synchronized (Relay.this) {
                    if (over || turn != mine) {
                        return;
                    }
                    turn = mine + 1;
                    silent = current;
                    current = null;
                }
                String next = models.get(mine + 1).name();
                LOG.log(Level.INFO, "{0} {1}; {2} takes over", models.get(mine).name(), reason, next);
                if (silent != null) {
                    silent.cancel();
                }
                tryNext(mine + 1);
            }

            /** The first word decides: true when it came before the time was over. */
            private boolean speaks() {
                return isMyTurn() && (begun.complete(null) || !begun.isCompletedExceptionally());
            }

            @Override
            public void text(String piece) {
                if (speaks()) {
                    listener.text(piece);
                }
            }

            @Override
            public void wantsTool(ToolUse use) {
                if (speaks()) {
                    listener.wantsTool(use);
                }
            }

            @Override
            public void finished(Usage usage) {
                if (speaks()) {
                    listener.finished(usage);
                }
            }

            @Override
            public void failed(LanguageFailure failure) {
                boolean silentSoFar = begun.complete(null);
                if (!isMyTurn()) {
                    return;
                }
                if (silentSoFar && mine < models.size() - 1) {
                    handOver("failed");
                } else if (silentSoFar || !begun.isCompletedExceptionally()) {
                    listener.failed(failure);
                }
            }
        }
    }
}
