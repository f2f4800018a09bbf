package antiphon.conversations.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.agents.config.PrivacyConfig;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant START = Instant.parse("2026-01-02T03:00:00Z");
    private static final Optional<Instant> TEN_DAYS_LATER = Optional.of(Instant.parse("2026-01-12T03:00:00Z"));

    private static Retention of(int days, boolean words, boolean sound, boolean zero) {
        Optional<Integer> limit = Optional.of(days).filter(count -> count >= 0);
        return Retention.of(new PrivacyConfig(true, limit, words, sound, zero, List.of()), START);
    }

    @Test
    void the_days_say_when_and_the_wishes_say_what() {
        assertEquals(new Retention(TEN_DAYS_LATER, Optional.empty()), of(10, true, false, false));
        assertEquals(new Retention(Optional.empty(), TEN_DAYS_LATER), of(10, false, true, false));
        assertEquals(new Retention(TEN_DAYS_LATER, TEN_DAYS_LATER), of(10, true, true, false));
        assertEquals(Retention.FOREVER, of(10, false, false, false));
        assertEquals(Retention.FOREVER, of(-1, true, true, false));
    }

    @Test
    void with_zero_retention_nothing_outlives_its_call() {
        Retention none = new Retention(Optional.of(START), Optional.of(START));
        assertEquals(none, of(-1, false, false, true));
        assertEquals(none, of(0, true, true, false));
    }

    @Test
    void more_days_than_a_calendar_has_are_a_century() {
        assertEquals(
                Optional.of(Instant.parse("2125-12-09T03:00:00Z")),
                of(Integer.MAX_VALUE, true, false, false).words());
    }
}
