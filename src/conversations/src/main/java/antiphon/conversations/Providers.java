package antiphon.conversations;

import antiphon.api.Refusal;
import antiphon.language.LanguageModels;
import antiphon.language.LanguageSettings;
import antiphon.speech.EmbeddedEngines;
import antiphon.speech.SpeechProviders;
import antiphon.speech.SpeechSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.Config;

/**
 * Who hears, thinks and speaks on this server: made once, in the background, from the moment the application starts, so
 * that the first call does not wait for models to load.
 */
@ApplicationScoped
public class Providers {
    private static final Logger LOG = System.getLogger(Providers.class.getName());

    @Inject
    Config config;

    @Inject
    HeadStart headStart;

    /** What the rest of the server may still need to start, on as many cores as the engines would take. */
    private static final Duration REST_OF_START = Duration.ofSeconds(10);

    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<SpeechProviders> speech = new CompletableFuture<>();
    private final CompletableFuture<LanguageModels> language = new CompletableFuture<>();

    void warmUp(@Observes @Initialized(ApplicationScoped.class) Object started) {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        ClassLoader rooms = Thread.currentThread().getContextClassLoader();
        Thread.ofPlatform().daemon().name("providers-warm-up").start(() -> {
            Thread.currentThread().setContextClassLoader(rooms);
            load();
        });
    }

    private void load() {
        long began = System.nanoTime();
        try {
            LanguageModels models = new LanguageModels(LanguageSettings.read(this::setting));
            models.warmUp();
            language.complete(models);
        } catch (RuntimeException | LinkageError wrong) {
            LOG.log(Level.ERROR, "Language models cannot be used", wrong);
            language.completeExceptionally(wrong);
        }
        try {
            EmbeddedEngines engines = headStart.engines().join();
            speech.complete(new SpeechProviders(SpeechSettings.read(this::setting), engines.speech()));
            CompletableFuture.delayedExecutor(REST_OF_START.toSeconds(), TimeUnit.SECONDS)
                    .execute(engines::practise);
        } catch (RuntimeException | LinkageError wrong) {
            LOG.log(Level.ERROR, "Recognizers and synthesizers cannot be used", wrong);
            speech.completeExceptionally(wrong);
        }
        LOG.log(Level.INFO, "Providers are ready after {0} ms", (System.nanoTime() - began) / 1_000_000);
    }

    @PreDestroy
    void close() {
        if (speech.isDone() && !speech.isCompletedExceptionally()) {
            speech.join().close();
        }
        var unused = headStart.engines().thenAccept(EmbeddedEngines::close);
    }

    /** Whether calls can be held: everything is loaded and nothing failed to. */
    public boolean ready() {
        return isGood(speech) && isGood(language);
    }

    /** Waits while models are being loaded. */
    public SpeechProviders speech() {
        return loaded(speech, "recognizers and synthesizers");
    }

    /** Waits while models are being loaded. */
    public LanguageModels language() {
        return loaded(language, "language models");
    }

    private static boolean isGood(CompletableFuture<?> provider) {
        return provider.isDone() && !provider.isCompletedExceptionally();
    }

    private static <T> T loaded(CompletableFuture<T> provider, String what) {
        try {
            return provider.get();
        } catch (ExecutionException failed) {
            throw new Refusal.Unavailable(
                    "providers_unavailable", "This server has no " + what + "; its log says why.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal.Unavailable("server_stopping", "The server is being stopped.");
        }
    }

    private Optional<String> setting(String key) {
        return config.getOptionalValue(key, String.class);
    }
}
