package antiphon.analysis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that several processes share, and that runs faster than others. */
record QuickClock(long begunMillis, int speed) implements InstantSource {
    static QuickClock begin(int speed) {
        return new QuickClock(System.currentTimeMillis(), speed);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(begunMillis + (System.currentTimeMillis() - begunMillis) * speed);
    }

    /** How long something takes by other clocks that takes so long by this one. */
    Duration real(Duration ours) {
        return ours.dividedBy(speed);
    }
}
