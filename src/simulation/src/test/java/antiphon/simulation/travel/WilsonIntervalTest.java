package antiphon.simulation.travel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {
    private static void between(double low, double high, WilsonInterval interval) {
        assertEquals(low, interval.low(), 0.00005);
        assertEquals(high, interval.high(), 0.00005);
    }

    /** What Wilson asks of a bound: were it the true share, what was seen would be 1.96 deviations away. */
    private static void isAsFarAway(double bound, int successes, int tries) {
        double deviation = Math.sqrt(bound * (1 - bound) / tries);
        assertEquals(1.959964, Math.abs((double) successes / tries - bound) / deviation, 0.000001);
    }

    @ParameterizedTest
    @CsvSource({"8, 10", "2, 10", "1, 3", "50, 100", "999, 1000"})
    void a_share_at_either_end_would_give_what_was_seen_just_barely(int successes, int tries) {
        WilsonInterval interval = WilsonInterval.of(successes, tries);
        isAsFarAway(interval.low(), successes, tries);
        isAsFarAway(interval.high(), successes, tries);
        assertTrue(interval.low() < interval.high());
    }

    @Test
    void a_half_of_many_is_known_to_some_hundredths() {
        between(0.4038, 0.5962, WilsonInterval.of(50, 100));
    }

    @Test
    void where_all_or_none_succeeded_it_is_still_as_wide_as_so_few_tries_are() {
        between(0, 0.2775, WilsonInterval.of(0, 10));
        between(0.7225, 1, WilsonInterval.of(10, 10));
        between(0.2065, 1, WilsonInterval.of(1, 1));
    }

    @Test
    void more_tries_make_it_narrower() {
        WilsonInterval few = WilsonInterval.of(9, 10);
        WilsonInterval many = WilsonInterval.of(900, 1000);
        assertTrue(many.high() - many.low() < few.high() - few.low());
    }

    @Test
    void what_nobody_could_tell_counts_neither_for_nor_against() {
        JsonObject rate = new Rate(8, 2, 5).asJson();
        assertEquals(0.8, rate.getJsonNumber("rate").doubleValue());
        assertEquals(
                0.4902, rate.getJsonObject("confidence_95").getJsonNumber("low").doubleValue());
        JsonObject none = new Rate(0, 0, 3).asJson();
        assertEquals(JsonValue.NULL, none.get("rate"));
        assertEquals(JsonValue.NULL, none.get("confidence_95"));
    }
}
