package antiphon.call;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When what happened on the way from a caller's last sound to the agent's first. A moment that did not come is null.
 *
 * @param voiceEnded the caller's last frame of voice
 * @param wordsSettled the recognizer's final words
 * @param turnDecided the decision to answer
 * @param firstToken the model's first piece of text
 * @param firstSentence the first text handed to the synthesizer
 * @param firstSound the synthesizer's first frame, at once handed to the line
 * @param firstSoundSent that frame, on its way to the caller; only those beyond the line know
 */
public record TurnTimeline(
        int turn,
        @Nullable Instant voiceEnded,
        @Nullable Instant wordsSettled,
        @Nullable Instant turnDecided,
        @Nullable Instant firstToken,
        @Nullable Instant firstSentence,
        @Nullable Instant firstSound,
        @Nullable Instant firstSoundSent) {

    /** As far as a call itself can know it. */
    public TurnTimeline(
            int turn,
            @Nullable Instant voiceEnded,
            @Nullable Instant wordsSettled,
            @Nullable Instant turnDecided,
            @Nullable Instant firstToken,
            @Nullable Instant firstSentence,
            @Nullable Instant firstSound) {
        this(turn, voiceEnded, wordsSettled, turnDecided, firstToken, firstSentence, firstSound, null);
    }

    /** A sound that left before the voice's first one was not the voice. */
    public TurnTimeline sentAt(@Nullable Instant moment) {
        boolean voice = moment != null && firstSound != null && !moment.isBefore(firstSound);
        return new TurnTimeline(
                turn,
                voiceEnded,
                wordsSettled,
                turnDecided,
                firstToken,
                firstSentence,
                firstSound,
                voice ? moment : null);
    }

    /** From one moment to another; null when either did not come. */
    public static @Nullable Duration between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? null : Duration.between(from, to);
    }
}
