package antiphon.speech.models;

import antiphon.speech.SpeechSettings.Weights;
import antiphon.speech.SpeechUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One model that is brought up when first wanted, on a thread of its own, and then stays: fetched if need be, then
 * loaded. Until it is there, whoever asks is told how far it is; if it failed, why, and the next who asks starts anew.
 *
 * @param <M> the loaded model
 */
public final class ModelStore<M extends AutoCloseable> implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ModelStore.class.getName());

    private final String provider;
    private final Weights weights;
    private final Function<Path, M> load;
    private final AtomicInteger percent = new AtomicInteger();
    private @Nullable CompletableFuture<M> model;
    private @Nullable Thread thread;
    private boolean closed;

    /** @param load turns a file or folder into a model; throws {@link SpeechUnavailable} if it cannot */
    public ModelStore(String provider, Weights weights, Function<Path, M> load) {
        this.provider = provider;
        this.weights = weights;
        this.load = load;
    }

    /** Begins to bring the model up unless that has begun. Does not block. */
    public synchronized CompletableFuture<M> begin() {
        CompletableFuture<M> begun = model;
        if (begun == null || begun.isCompletedExceptionally()) {
            CompletableFuture<M> fresh = new CompletableFuture<>();
            model = fresh;
            begun = fresh;
            thread = Thread.ofPlatform().name(provider + "-model").daemon().start(() -> bringUp(fresh));
        }
        return begun;
    }

    /**
     * The model, if it is there. Does not block.
     *
     * @throws SpeechUnavailable while it is on its way, with how far it is, or with why it cannot be had
     */
    public M get() {
        CompletableFuture<M> begun;
        synchronized (this) {
            begun = model;
        }
        if (begun != null && begun.isDone()) {
            if (!begun.isCompletedExceptionally()) {
                return begun.join();
            }
            begin();
            throw new SpeechUnavailable(String.valueOf(begun.exceptionNow().getMessage()));
        }
        begin();
        throw new SpeechUnavailable(
                "The model of " + provider + " is not there yet (" + percent.get() + " % fetched); try again later.");
    }

    private void bringUp(CompletableFuture<M> fresh) {
        try {
            M loaded = load.apply(locate());
            LOG.log(System.Logger.Level.INFO, "The model of {0} is ready", provider);
            boolean unwanted;
            synchronized (this) {
                unwanted = closed;
            }
            if (unwanted || !fresh.complete(loaded)) {
                release(loaded);
            }
        } catch (SpeechUnavailable unavailable) {
            LOG.log(System.Logger.Level.WARNING, "No model for {0}: {1}", provider, unavailable.getMessage());
            fresh.completeExceptionally(unavailable);
        } catch (RuntimeException | LinkageError unexpected) {
            LOG.log(System.Logger.Level.WARNING, "No model for " + provider, unexpected);
            fresh.completeExceptionally(new SpeechUnavailable("The model of " + provider
                    + " could not be loaded; is its engine on this server, and is this a model of its kind?"));
        }
    }

    private Path locate() {
        return switch (weights) {
            case Weights.OnDisk(Path path) -> {
                if (!Files.exists(path)) {
                    throw new SpeechUnavailable("The model of " + provider
                            + " is missing: there is nothing where speech." + provider + ".model points.");
                }
                yield path;
            }
            case Weights.Fetched fetched -> new ModelFetch(provider, fetched, percent::set).fetch();
        };
    }

    private static void release(AutoCloseable loaded) {
        try {
            loaded.close();
        } catch (Exception failure) {
            LOG.log(System.Logger.Level.WARNING, "A model could not be released", failure);
        }
    }

    @Override
    public void close() {
        CompletableFuture<M> begun;
        synchronized (this) {
            closed = true;
            begun = model;
            if (thread != null) {
                thread.interrupt();
            }
        }
        if (begun != null && begun.isDone() && !begun.isCompletedExceptionally()) {
            release(begun.join());
        }
    }
}
