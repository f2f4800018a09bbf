package antiphon.analysis.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came of sending something.
 *
 * @param code of the answer, if there was one
 * @param responseBegin the first kilobyte of its body, without what no database keeps
 * @param problem in one sentence
 * @param asked whether the webhook was asked at all; where it was not, nothing is held against it
 */
record Outcome(
        Instant begunAt,
        Duration latency,
        OptionalInt code,
        String responseBegin,
        Optional<String> problem,
        boolean asked) {
    private static final int GONE = 410;

    /** This server has nothing to send, since it cannot read the sound that it keeps. */
    static Outcome unreadable(Instant begunAt, Duration latency) {
        String problem = "The sound of the conversation cannot be read.";
        return new Outcome(begunAt, latency, OptionalInt.empty(), "", Optional.of(problem), false);
    }

    boolean isTaken() {
        return code.isPresent() && code.getAsInt() / 100 == 2;
    }

    boolean isGone() {
        return code.isPresent() && code.getAsInt() == GONE;
    }
}
