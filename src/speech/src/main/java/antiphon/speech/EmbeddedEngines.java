package antiphon.speech;

import antiphon.speech.embedded.EmbeddedRecognizer;
import antiphon.speech.embedded.EmbeddedRecognizerSettings;
import antiphon.speech.embedded.EmbeddedSynthesizer;
import antiphon.speech.embedded.EmbeddedSynthesizerSettings;
import antiphon.speech.embedded.SileroDetector;
import antiphon.speech.embedded.TextEndOfTurn;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** The engines that come with the house, as far as this server has them. Made once for a server, by {@link #open}. */
public final class EmbeddedEngines implements AutoCloseable {
    private final Optional<EmbeddedRecognizer> recognizer;
    private final Optional<EmbeddedSynthesizer> synthesizer;
    private final Optional<Supplier<VoiceActivityDetector>> voiceActivity;

    private EmbeddedEngines(Function<String, Optional<String>> settings) {
        recognizer = EmbeddedRecognizer.isPresent()
                ? Optional.of(new EmbeddedRecognizer(EmbeddedRecognizerSettings.read(settings)))
                : Optional.empty();
        synthesizer = EmbeddedSynthesizer.isPresent()
                ? Optional.of(new EmbeddedSynthesizer(EmbeddedSynthesizerSettings.read(settings)))
                : Optional.empty();
        voiceActivity = SileroDetector.isPresent() ? Optional.of(SileroDetector::new) : Optional.empty();
    }

    /**
     * @param settings the value of a configuration key, if it has one
     * @throws IllegalArgumentException when a setting is out of its range
     */
    public static EmbeddedEngines open(Function<String, Optional<String>> settings) {
        return new EmbeddedEngines(settings);
    }

    /** What the engines offer to {@link SpeechProviders}. */
    public EmbeddedSpeech speech() {
        return new EmbeddedSpeech(
                recognizer.map(ears -> ears), synthesizer.map(mouth -> mouth), voiceActivity, new TextEndOfTurn());
    }

    /**
     * Loads models and works a little with each engine, so that the first call does not wait. Returns at once.
     *
     * @return done when all are warm; exceptionally when one cannot be used
     */
    public CompletableFuture<Void> warmUp() {
        voiceActivity.map(Supplier::get).ifPresent(VoiceActivityDetector::close);
        return CompletableFuture.allOf(
                recognizer
                        .map(ears -> ears.warmUp(List.of(), List.of()))
                        .orElse(CompletableFuture.completedFuture(null)),
                synthesizer.map(EmbeddedSynthesizer::warmUp).orElse(CompletableFuture.completedFuture(null)));
    }

    /** What makes many calls go as well as the first, and can wait until the server is there. Returns at once. */
    public void practise() {
        recognizer.ifPresent(ears -> ears.practise(List.of(), List.of()));
        synthesizer.ifPresent(EmbeddedSynthesizer::practise);
    }

    @Override
    public void close() {
        recognizer.ifPresent(EmbeddedRecognizer::close);
        synthesizer.ifPresent(EmbeddedSynthesizer::close);
    }
}
