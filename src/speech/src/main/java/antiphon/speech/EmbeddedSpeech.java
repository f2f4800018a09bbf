package antiphon.speech;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What comes with the house, as far as it is there: a production server may leave the engines out.
 *
 * @param voiceActivity makes a detector for one call
 * @param endOfTurn judges words, and so needs no engine; {@link #PAUSE_IS_END} where nothing better is known
 */
public record EmbeddedSpeech(
        Optional<SpeechRecognizer> recognizer,
        Optional<SpeechSynthesizer> synthesizer,
        Optional<Supplier<VoiceActivityDetector>> voiceActivity,
        EndOfTurnModel endOfTurn) {
    /** Every pause ends the turn. */
    public static final EndOfTurnModel PAUSE_IS_END = (words, language) -> 1;

    /** Nothing is there. */
    public static EmbeddedSpeech none() {
        return new EmbeddedSpeech(Optional.empty(), Optional.empty(), Optional.empty(), PAUSE_IS_END);
    }
}
