package antiphon.conversations.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.conversations.Clock;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PulseTest {
    private final Clock clock = new Clock();
    private final FakeWire wire = new FakeWire();
    private final Outbox outbox = new Outbox(wire, frames -> new byte[0]);
    private final Pulse pulse = new Pulse(outbox, clock);

    private List<JsonObject> pings() {
        outbox.close(new Closing(Closing.NORMAL, "", ""));
        outbox.run();
        return wire.messages().stream()
                .map(message -> message.getJsonObject("ping_event"))
                .toList();
    }

    @Test
    void pings_tell_the_latency_once_it_is_known() {
        pulse.beat();
        clock.passMillis(80);
        pulse.answered(1);
        clock.pass(Pulse.BETWEEN_PINGS);
        pulse.beat();
        List<JsonObject> pings = pings();
        assertEquals(JsonValue.NULL, pings.getFirst().get("ping_ms"));
        assertEquals(80, pings.getLast().getInt("ping_ms"));
        assertEquals(2, pings.getLast().getInt("event_id"));
    }

    @Test
    void a_pong_to_another_ping_says_nothing() {
        pulse.beat();
        clock.passMillis(80);
        pulse.answered(9);
        clock.pass(Pulse.BETWEEN_PINGS);
        pulse.beat();
        assertEquals(JsonValue.NULL, pings().getLast().get("ping_ms"));
    }

    @Test
    void a_client_that_is_silent_for_a_minute_is_gone() {
        clock.pass(Duration.ofSeconds(59));
        assertTrue(pulse.beat().isEmpty());
        clock.pass(Duration.ofSeconds(1));
        assertEquals("transport_receive_timeout", pulse.beat().orElseThrow().errorType());
    }

    @Test
    void a_client_that_says_anything_is_there() {
        clock.pass(Duration.ofSeconds(59));
        pulse.received();
        clock.pass(Duration.ofSeconds(59));
        assertTrue(pulse.beat().isEmpty());
    }

    @Test
    void bursts_are_allowed_and_floods_are_not() {
        Allowance allowance = new Allowance(clock);
        for (int i = 0; i < 400; i++) {
            assertTrue(allowance.allows(1000));
        }
        assertFalse(allowance.allows(1000));
        clock.pass(Duration.ofSeconds(1));
        assertTrue(allowance.allows(1000));
    }

    @Test
    void live_sound_is_always_allowed() {
        Allowance allowance = new Allowance(clock);
        for (int i = 0; i < 50 * 600; i++) {
            assertTrue(allowance.allows(2600));
            clock.passMillis(20);
        }
    }
}
