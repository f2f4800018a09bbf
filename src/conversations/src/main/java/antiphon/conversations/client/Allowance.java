package antiphon.conversations.client;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How much one client may send: {@value #MESSAGES_A_SECOND} messages and {@value #CHARACTERS_A_SECOND} characters a second
 * in the long run, and bursts of two and four times as much, as after a network that stood still. Live sound needs about 50
 * messages and at most 130 000 characters a second.
 */
final class Allowance {
    static final int MESSAGES_A_SECOND = 200;
    static final int CHARACTERS_A_SECOND = 1 << 20;

    private final Bucket messages;
    private final Bucket characters;

    Allowance(InstantSource clock) {
        messages = bucket(MESSAGES_A_SECOND, 2L * MESSAGES_A_SECOND, clock);
        characters = bucket(CHARACTERS_A_SECOND, 4L * CHARACTERS_A_SECOND, clock);
    }

    /** Whether a message of this length may still be sent now. */
    boolean allows(int lengthCharacters) {
        return messages.tryConsume(1) && (lengthCharacters == 0 || characters.tryConsume(lengthCharacters));
    }

    private static Bucket bucket(long perSecond, long burst, InstantSource clock) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(new ClockMeter(clock))
                .build();
    }

    private record ClockMeter(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
