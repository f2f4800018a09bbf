package antiphon.conversations.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.AudioFrame;
import antiphon.audio.WireFormat;
import antiphon.conversations.Admission;
import antiphon.conversations.Clock;
import antiphon.conversations.ContractSchema;
import antiphon.conversations.OpenCall;
import antiphon.conversations.OpenCallFixture;
import jakarta.json.JsonObject;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hundred thousand messages that nobody should send, and a neighbour who does not notice. */
class NonsenseTest {
    private static final int MESSAGES = 100_000;
    private static final int NEIGHBOUR_SPEAKS_EVERY = 50;
    private static final String OPENING = "{\"type\":\"conversation_initiation_client_data\"}";
    private static final String FRAME = "{\"user_audio_chunk\":\""
            + Base64.getEncoder().encodeToString(new byte[2 * AudioFrame.LENGTH_SAMPLES]) + "\"}";

    private final Clock clock = new Clock();
    private final Admission admission = OpenCallFixture.admission(WireFormat.PCM_16000, WireFormat.PCM_16000);
    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);
    private final Map<String, Integer> ends = new HashMap<>();

    @AfterEach
    void stop() {
        timers.shutdownNow();
    }

    /** One client, its socket and its call. */
    private final class Client {
        final FakeWire wire = new FakeWire();
        final Outbox outbox = new Outbox(wire, frames -> new byte[0]);
        final ClientSession session = new ClientSession(
                admission,
                new ClientSession.Announced(Optional.empty(), Optional.empty()),
                (admitted, request, caller) -> {
                    OpenCall opened = OpenCallFixture.open(
                            caller.connect(OpenCallFixture.facts(false, List.of())), clock, caller::hear);
                    call = opened;
                    return opened;
                },
                timers,
                Runnable::run,
                outbox,
                clock);

        @Nullable
        OpenCall call;

        Client() {
            session.start();
        }

        boolean isOver() {
            return outbox.isClosing();
        }
    }

    /** Nothing but what the contract allows may have been said, and the end is one of the contract's. */
    private void assertEndedWell(Client client) {
        client.outbox.run();
        Closing closing = Objects.requireNonNull(client.wire.closing);
        assertEquals(Closing.CALLER_ERROR, closing.code(), closing.reason());
        JsonObject last = client.wire.messages().getLast();
        assertEquals("error", last.getString("type"));
        if (ends.merge(closing.reason(), 1, Integer::sum) == 1) {
            assertEquals(List.of(), ContractSchema.events().problems("ErrorPayload", last));
        }
        client.session.closed(closing.code());
    }

    @Test
    void every_message_is_understood_or_ends_its_own_session_and_no_other() {
        Nonsense nonsense = new Nonsense(20_261_123);
        Client neighbour = new Client();
        neighbour.session.received(OPENING);
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Client client = new Client();
        int sessions = 1;
        for (int i = 0; i < MESSAGES; i++) {
            if (client.isOver()) {
                assertEndedWell(client);
                client = new Client();
                sessions++;
                if (!nonsense.once(5)) {
                    client.session.received(OPENING);
                }
            }
            clock.passMillis(nonsense.once(3) ? 20 : 1);
            client.session.received(nonsense.frame());
            if (i % NEIGHBOUR_SPEAKS_EVERY == 0) {
                neighbour.session.received(FRAME);
            }
        }
        client.session.closed(1000);

        assertTrue(sessions > 1_000, "the messages were no nonsense");
        assertNull(neighbour.wire.closing);
        assertFalse(neighbour.isOver(), "the neighbour was cut off");
        assertEquals(
                MESSAGES / NEIGHBOUR_SPEAKS_EVERY,
                Objects.requireNonNull(neighbour.call).framesHeard());
        timers.purge();
        assertTrue(timers.getQueue().size() <= 2, "only the neighbour is still waited for and watched");
        Set<Thread> after = Thread.getAllStackTraces().keySet();
        assertTrue(after.size() <= before.size() + 1, () -> "threads were left behind: " + after);
    }
}
