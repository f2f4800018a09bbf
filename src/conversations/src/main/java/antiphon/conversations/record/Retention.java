package antiphon.conversations.record;

import antiphon.agents.config.PrivacyConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Until when a conversation may be kept.
 *
 * @param words of all that was said in it and who said it; empty for ever
 * @param sound of its recording; empty for ever
 */
public record Retention(Optional<Instant> words, Optional<Instant> sound) {
    /** For ever. */
    public static final Retention FOREVER = new Retention(Optional.empty(), Optional.empty());

    /** Longer than anybody asks for, and what every calendar can tell. */
    private static final int MOST_DAYS = 36_500;

    /**
     * As an agent is set. The days tell when, and the two wishes tell what is deleted then; with zero retention everything
     * is, as soon as what is done after a call is done.
     */
    public static Retention of(PrivacyConfig privacy, Instant startedAt) {
        if (privacy.zeroRetention()) {
            return new Retention(Optional.of(startedAt), Optional.of(startedAt));
        }
        Optional<Instant> end =
                privacy.retentionDays().map(days -> startedAt.plus(Duration.ofDays(Math.min(days, MOST_DAYS))));
        return new Retention(end.filter(due -> privacy.deleteTranscript()), end.filter(due -> privacy.deleteAudio()));
    }
}
