package antiphon.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.conversations.Envelope.Measured;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final Measured NOTHING = new Measured(0, Duration.ZERO);

    private final Envelope envelope = new Envelope(EnvelopeSettings.DEFAULT);

    private static Measured millis(long p99) {
        return new Measured(1000, Duration.ofMillis(p99));
    }

    private void seconds(int count, Measured waits, Measured turns) {
        for (int i = 0; i < count; i++) {
            envelope.judge(waits, turns);
        }
    }

    @Test
    void a_server_that_keeps_up_takes_calls() {
        seconds(100, millis(50), millis(100));
        assertTrue(envelope.isOpen());
    }

    @Test
    void one_pause_of_the_machine_turns_nobody_away() {
        for (int i = 0; i < 20; i++) {
            seconds(2, millis(400), NOTHING);
            seconds(1, millis(10), NOTHING);
        }
        assertTrue(envelope.isOpen());
    }

    @Test
    void events_that_wait_too_long_for_three_seconds_close_it() {
        seconds(2, millis(51), NOTHING);
        assertTrue(envelope.isOpen());
        seconds(1, millis(51), NOTHING);
        assertFalse(envelope.isOpen());
    }

    @Test
    void turns_that_take_too_long_close_it_though_no_event_waits() {
        seconds(3, millis(1), millis(101));
        assertFalse(envelope.isOpen());
    }

    @Test
    void it_opens_again_when_things_are_clearly_better_and_not_before() {
        seconds(3, millis(80), NOTHING);
        seconds(30, millis(45), NOTHING);
        assertFalse(envelope.isOpen(), "just within is not enough");
        seconds(2, millis(30), NOTHING);
        assertFalse(envelope.isOpen());
        seconds(1, millis(30), NOTHING);
        assertTrue(envelope.isOpen());
    }

    @Test
    void a_server_without_calls_opens_again() {
        seconds(3, millis(5000), millis(5000));
        seconds(3, NOTHING, NOTHING);
        assertTrue(envelope.isOpen());
    }

    @Test
    void a_few_slow_ones_prove_nothing() {
        seconds(10, new Measured(19, Duration.ofSeconds(1)), new Measured(9, Duration.ofSeconds(1)));
        assertTrue(envelope.isOpen());
    }

    @Test
    void its_measures_can_be_set() {
        assertEquals(EnvelopeSettings.DEFAULT, EnvelopeSettings.read(key -> Optional.empty()));
        Map<String, String> set =
                Map.of("conversations.calls.lag.most", "80ms", "conversations.calls.turn.p99.most", "PT0.2S");
        assertEquals(
                new EnvelopeSettings(Duration.ofMillis(80), Duration.ofMillis(200)),
                EnvelopeSettings.read(key -> Optional.ofNullable(set.get(key))));
        for (String wrong : new String[] {"soon", "0ms", "-1s", "PT0S", "5"}) {
            assertThrows(IllegalArgumentException.class, () -> EnvelopeSettings.read(key -> Optional.of(wrong)), wrong);
        }
    }
}
