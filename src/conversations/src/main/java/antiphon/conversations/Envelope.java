package antiphon.conversations;

import java.time.Duration;

/**
 * Whether this server keeps up with its calls well enough to take another one. It is asked every second what the calls had
 * to bear. Three bad seconds in a row close it, so that one pause of the machine turns nobody away; three good ones, which
 * have to be better by a third, open it again, so that it does not flap. Not safe for threads.
 */
final class Envelope {
    static final int SECONDS_IN_A_ROW = 3;
    private static final double GOOD = 2.0 / 3;

    /** Of fewer than these, the slowest of a hundred says nothing. */
    private static final long LEAST_EVENTS = 20;

    private static final long LEAST_TURNS = 10;

    /**
     * What was measured lately.
     *
     * @param count of how many
     * @param p99 what 99 of 100 did not exceed
     */
    record Measured(long count, Duration p99) {}

    private final EnvelopeSettings settings;
    private boolean open = true;
    private int against;

    Envelope(EnvelopeSettings settings) {
        this.settings = settings;
    }

    boolean isOpen() {
        return open;
    }

    /**
     * A second has passed.
     *
     * @param waits of all calls' events in this second
     * @param turns what the server itself added to the turns of the last while
     */
    void judge(Measured waits, Measured turns) {
        double load =
                Math.max(load(waits, LEAST_EVENTS, settings.mostLag()), load(turns, LEAST_TURNS, settings.mostTurn()));
        boolean speaksAgainst = open ? load > 1 : load <= GOOD;
        against = speaksAgainst ? against + 1 : 0;
        if (against >= SECONDS_IN_A_ROW) {
            open = !open;
            against = 0;
        }
    }

    /** 1 where the envelope ends; 0 where there was too little to tell. */
    private static double load(Measured measured, long least, Duration most) {
        return measured.count() < least ? 0 : (double) measured.p99().toNanos() / most.toNanos();
    }
}
