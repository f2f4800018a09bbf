package antiphon.speech.embedded;

import antiphon.engines.Sphinx;
import antiphon.engines.SphinxWords;
import antiphon.speech.SpeechRecognizer;
import antiphon.speech.SpeechUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The recognizer that needs no account and no network: Sphinx-4, listening for what the agent is about and for everyday
 * phrases. English only; words far from the subject come back as wrong words,
 * and the confidence does not yet tell. A call borrows one of a
 * few recognizers only while its caller speaks.
 */
public final class EmbeddedRecognizer implements SpeechRecognizer, AutoCloseable {
    private static final String NAME = "embedded";
    private static final Capabilities CAPABILITIES = new Capabilities(true, List.of("en"));

    private final EmbeddedRecognizerSettings settings;
    private final RecognizerPool pool;
    private final AtomicInteger open = new AtomicInteger();

    public EmbeddedRecognizer(EmbeddedRecognizerSettings settings) {
        this.settings = settings;
        this.pool = new RecognizerPool(settings);
    }

    /** Whether the engine is on the class path of this server. */
    public static boolean isPresent() {
        return EngineLibrary.has("antiphon.engines.Sphinx", "edu.cmu.sphinx.recognizer.Recognizer");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    /**
     * Loads a recognizer and lets it work a little, so that the first call does not wait. Returns at once.
     *
     * @param subject what the calls to come are probably about
     * @return done when one recognizer is warm
     */
    public CompletableFuture<Void> warmUp(List<String> subject, List<String> keywords) {
        return warmUp(pool.words(subject, keywords), 1);
    }

    /** Loads the other recognizers, which only callers who speak at the same moment need. Returns at once. */
    public void practise(List<String> subject, List<String> keywords) {
        var unused = warmUp(pool.words(subject, keywords), settings.recognizers());
    }

    private CompletableFuture<Void> warmUp(CompletableFuture<SphinxWords> words, int recognizers) {
        List<UtteranceSound> sounds = new ArrayList<>();
        List<CompletableFuture<Sphinx.Heard>> heard = new ArrayList<>();
        for (int i = 0; i < recognizers; i++) {
            UtteranceSound sound = new UtteranceSound(WarmUpSound.FRAMES);
            sounds.add(sound);
            heard.add(pool.hear(words, new Sphinx.CallersLine(), sound, interim -> {}));
        }
        // None may end before all have begun, or one recognizer would take the turns of all.
        sounds.forEach(WarmUpSound::hum);
        return CompletableFuture.allOf(heard.toArray(CompletableFuture[]::new));
    }

    @Override
    public Recognition open(Request request, Listener listener) {
        if (!CAPABILITIES.understands(request.language())) {
            throw new SpeechUnavailable("the embedded recognizer was asked to hear the language '" + request.language()
                    + "' but understands English only: configure another recognizer for it");
        }
        if (open.incrementAndGet() > settings.calls()) {
            open.decrementAndGet();
            throw new SpeechUnavailable("the embedded recognizer already listens to " + settings.calls()
                    + " calls, as many as speech.embedded.calls allows");
        }
        return new EmbeddedRecognition(pool, request, listener, open::decrementAndGet);
    }

    /** Stops listening everywhere. */
    @Override
    public void close() {
        pool.close();
    }
}
