package antiphon.conversations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told to move. */
public final class Clock implements InstantSource {
    public static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public void passMillis(long millis) {
        pass(Duration.ofMillis(millis));
    }
}
