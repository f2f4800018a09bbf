package antiphon.conversations.record;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Begins with the time of another clock and then counts what passes, so that it is never set forward or back. After days it
 * may differ from the other by some milliseconds; it is for measuring what lies between two moments. Any thread.
 */
final class SteadyClock implements InstantSource {
    private final Instant begun;
    private final long begunNanos = System.nanoTime();

    SteadyClock(InstantSource clock) {
        begun = clock.instant();
    }

    @Override
    public Instant instant() {
        return begun.plusNanos(System.nanoTime() - begunNanos);
    }
}
