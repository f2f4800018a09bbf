package antiphon.analysis.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DeliveryScheduleTest {
    private static final DeliverySchedule USUAL = DeliverySchedule.read(DeliverySchedule.USUAL);

    /** Always in the middle, so that nothing is shifted. */
    private static final RandomGenerator MIDDLE = new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public double nextDouble() {
            return 0.5;
        }
    };

    @Test
    void eight_attempts_are_made_within_28_hours() {
        List<Long> seconds = new ArrayList<>();
        Optional<Duration> pause = USUAL.after(0, MIDDLE);
        while (pause.isPresent()) {
            seconds.add(pause.get().toSeconds());
            pause = USUAL.after(seconds.size(), MIDDLE);
        }
        assertEquals(List.of(0L, 5L, 300L, 1800L, 7200L, 18000L, 36000L, 36000L), seconds);
    }

    @Test
    void a_pause_is_shifted_by_a_tenth_at_most_and_not_always_alike() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            pauses.add(USUAL.after(2, random).orElseThrow().toMillis());
        }
        assertTrue(pauses.stream().allMatch(millis -> millis >= 270_000 && millis <= 330_000), pauses.toString());
        assertTrue(pauses.stream().distinct().count() > 100);
        assertEquals(Optional.of(Duration.ZERO), USUAL.after(0, random));
    }

    @Test
    void what_is_no_list_of_seconds_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> DeliverySchedule.read("soon"));
        assertThrows(IllegalArgumentException.class, () -> DeliverySchedule.read("0,-5"));
    }
}
