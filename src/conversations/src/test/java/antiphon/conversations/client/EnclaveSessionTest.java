package antiphon.conversations.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.conversations.Admission;
import antiphon.conversations.Clock;
import antiphon.conversations.OpenCallFixture;
import antiphon.conversations.OpeningRefused;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnclaveSessionTest {
    private static final String SETUP =
            "{\"type\":\"enclave_setup_config\",\"agent_config_dict\":{\"name\":\"Guide\"}}";
    private static final String OPENING = "{\"type\":\"conversation_initiation_client_data\"}";

    private final Clock clock = new Clock();
    private final FakeWire wire = new FakeWire();
    private final Outbox outbox = new Outbox(wire, frames -> new byte[0]);
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final List<JsonObject> setups = new ArrayList<>();

    @AfterEach
    void stop() {
        timers.shutdownNow();
    }

    private EnclaveSession session(Function<JsonObject, Admission> admitting) {
        return new EnclaveSession(admitting, this::open, wire, Runnable::run);
    }

    private EnclaveSession session() {
        return session(setup -> {
            setups.add(setup);
            return OpenCallFixture.admission();
        });
    }

    private ClientSession open(Admission admission) {
        return new ClientSession(
                admission,
                new ClientSession.Announced(Optional.empty(), Optional.empty()),
                (admitted, request, caller) -> OpenCallFixture.open(
                        caller.connect(OpenCallFixture.facts(true, List.of())), clock, caller::hear),
                timers,
                Runnable::run,
                outbox,
                clock);
    }

    private List<String> sent() {
        outbox.close(new Closing(Closing.NORMAL, "", ""));
        outbox.run();
        return wire.types();
    }

    @Test
    void who_brings_an_agent_first_talks_with_it() {
        EnclaveSession session = session();
        session.received(SETUP);
        session.received(OPENING);
        session.received("{\"type\":\"user_message\",\"text\":\"Hello\"}");
        assertEquals(1, setups.size());
        assertEquals(List.of("conversation_initiation_metadata"), sent());
    }

    @ParameterizedTest
    @ValueSource(strings = {OPENING, "{\"user_audio_chunk\":\"AAAA\"}", "no JSON"})
    void who_does_not_is_told_to(String message) throws InterruptedException {
        session().received(message);
        assertEquals(1008, wire.awaitClosing().code());
        assertEquals(List.of("error"), wire.types());
    }

    @Test
    void what_is_no_agent_is_refused_with_a_reason() throws InterruptedException {
        session(setup -> {
                    throw new OpeningRefused(OpeningRefused.Problem.VALUE_ERROR, "This is no agent.");
                })
                .received(SETUP);
        assertEquals("This is no agent.", wire.awaitClosing().reason());
        assertTrue(wire.sent.getFirst().contains("value_error"));
    }

    @Test
    void nobody_is_waited_for_forever() throws InterruptedException {
        session().waitedFor();
        assertEquals(1008, wire.awaitClosing().code());
    }

    @Test
    void a_client_that_has_brought_its_agent_in_time_is_left_alone() {
        EnclaveSession session = session();
        session.received(SETUP);
        session.waitedFor();
        session.received(OPENING);
        assertEquals(List.of("conversation_initiation_metadata"), sent());
    }
}
