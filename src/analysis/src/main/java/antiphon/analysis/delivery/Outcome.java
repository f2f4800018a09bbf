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
 */
record Outcome(Instant begunAt, Duration latency, OptionalInt code, String responseBegin, Optional<String> problem) {
    private static final int GONE = 410;

    boolean isTaken() {
        return code.isPresent() && code.getAsInt() / 100 == 2;
    }

    boolean isGone() {
        return code.isPresent() && code.getAsInt() == GONE;
    }
}
