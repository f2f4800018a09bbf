package antiphon.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.conversations.Envelope.Measured;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatelyMeasuredTest {
    private static final double ONE_PERCENT = 0.01;

    private static void about(long millis, Duration measured) {
        assertEquals(millis * 1e6, measured.toNanos(), millis * 1e6 * ONE_PERCENT);
    }

    @Test
    void the_slowest_of_a_hundred_is_told() {
        LatelyMeasured measured = new LatelyMeasured(1);
        for (int i = 1; i <= 200; i++) {
            measured.record(i * 1_000_000L);
        }
        Measured second = measured.secondPassed();
        assertEquals(200, second.count());
        about(198, second.p99());
    }

    @Test
    void what_is_long_ago_is_forgotten() {
        LatelyMeasured measured = new LatelyMeasured(3);
        measured.record(900_000_000L);
        about(900, measured.secondPassed().p99());
        measured.record(1_000_000L);
        assertEquals(2, measured.secondPassed().count());
        about(900, measured.secondPassed().p99());
        about(1, measured.secondPassed().p99());
        assertEquals(new Measured(0, Duration.ZERO), measured.secondPassed());
    }

    @Test
    void what_is_longer_than_can_be_told_counts_as_the_longest() {
        LatelyMeasured measured = new LatelyMeasured(1);
        measured.record(Duration.ofHours(1).toNanos());
        measured.record(-5);
        Measured second = measured.secondPassed();
        assertEquals(2, second.count());
        about(60_000, second.p99());
    }
}
