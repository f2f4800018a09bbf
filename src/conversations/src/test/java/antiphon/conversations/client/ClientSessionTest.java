package antiphon.conversations.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.Refusal;
import antiphon.call.CallNews.AgentBegan;
import antiphon.call.CallNews.AgentInterrupted;
import antiphon.call.CallNews.AgentResponded;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.AgentTextGrew;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.CallNews.VoiceScored;
import antiphon.conversations.Admission;
import antiphon.conversations.CallRequest;
import antiphon.conversations.Clock;
import antiphon.conversations.OpenCall;
import antiphon.conversations.OpenCallFixture;
import antiphon.conversations.OpeningRefused;
import antiphon.language.LanguageModel.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSessionTest {
    private static final String OPENING = "{\"type\":\"conversation_initiation_client_data\"}";

    private final Clock clock = new Clock();
    private final FakeWire wire = new FakeWire();
    private final Outbox outbox = new Outbox(wire, frames -> new byte[0]);
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final List<SocketCaller> callers = new ArrayList<>();
    private final List<CallRequest> requests = new ArrayList<>();
    private boolean textOnly;

    @AfterEach
    void stop() {
        timers.shutdownNow();
    }

    private ClientSession session(ClientSession.Opener opener) {
        return new ClientSession(
                OpenCallFixture.admission(),
                new ClientSession.Announced(Optional.of("js_sdk"), Optional.empty()),
                opener,
                timers,
                Runnable::run,
                outbox,
                clock);
    }

    private ClientSession session() {
        return session(this::open);
    }

    private OpenCall open(Admission admission, CallRequest request, SocketCaller caller) {
        callers.add(caller);
        requests.add(request);
        return OpenCallFixture.open(caller.connect(OpenCallFixture.facts(textOnly, List.of())), clock, caller::hear);
    }

    private List<String> sent() {
        outbox.close(new Closing(Closing.NORMAL, "", ""));
        outbox.run();
        return wire.types();
    }

    private void assertRefused(int code, String errorType, String reason) throws InterruptedException {
        assertEquals(List.of("error"), sent());
        assertEquals(
                errorType,
                wire.messages().getFirst().getJsonObject("error_event").getString("error_type"));
        assertEquals(code, wire.awaitClosing().code());
        assertTrue(
                wire.awaitClosing().reason().contains(reason),
                wire.awaitClosing().reason());
    }

    @Test
    void metadata_comes_first_and_once() {
        ClientSession session = session();
        session.received(OPENING);
        session.received(OPENING);
        assertEquals(1, callers.size());
        assertEquals(Optional.of("js_sdk"), requests.getFirst().source());
        assertEquals(List.of("conversation_initiation_metadata"), sent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user_audio_chunk\":\"AAAA\"}",
                "{\"type\":\"user_message\",\"text\":\"Hello\"}",
                "{\"type\":\"contextual_update\",\"text\":\"It rains.\"}"
            })
    void nothing_may_be_said_before_the_conversation_has_begun(String message) throws InterruptedException {
        session().received(message);
        assertRefused(1008, "invalid_message", "send conversation_initiation_client_data first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":", "{\"user_audio_chunk\":\"AAE\"}", "{\"type\":\"pong\"}"})
    void a_message_that_cannot_be_read_ends_the_session_and_says_why(String message) throws InterruptedException {
        session().received(message);
        assertRefused(1008, "invalid_message", "");
    }

    @Test
    void a_flood_ends_the_session() throws InterruptedException {
        ClientSession session = session();
        for (int i = 0; i < 500; i++) {
            session.received("{\"type\":\"nobody_knows\"}");
        }
        assertRefused(1008, "invalid_message", "Too many messages");
    }

    @Test
    void a_forbidden_override_is_an_override_error() throws InterruptedException {
        session((admission, request, caller) -> {
                    throw new OpeningRefused(OpeningRefused.Problem.OVERRIDE_ERROR, "Not tts.speed.");
                })
                .received(OPENING);
        assertRefused(1008, "override_error", "Not tts.speed.");
    }

    @Test
    void a_server_without_room_says_so() throws InterruptedException {
        session((admission, request, caller) -> {
                    throw new Refusal.TooMany("too_many_calls", "This server is busy.");
                })
                .received(OPENING);
        assertRefused(1011, "unknown", "busy");
    }

    @Test
    void unknown_messages_are_passed_over_before_and_after_the_opening() {
        ClientSession session = session();
        session.received("{\"type\":\"enclave_setup_config\"}");
        session.received(OPENING);
        session.received("{\"type\":\"of_tomorrow\"}");
        assertEquals(List.of("conversation_initiation_metadata"), sent());
    }

    @Test
    void a_file_that_was_left_is_shown() {
        ClientSession session = session();
        session.received(OPENING);
        session.received("{\"type\":\"multimodal_message\",\"file\":{\"type\":\"file_input\",\"file_id\":\"file_1\"}}");
        assertEquals(List.of("conversation_initiation_metadata"), sent());
    }

    @Test
    void the_text_beside_a_file_is_read_and_a_file_that_nobody_left_is_missed_aloud() {
        ClientSession session = session();
        session.received(OPENING);
        session.received("{\"type\":\"multimodal_message\",\"text\":{\"type\":\"user_message\",\"text\":\"See\"},"
                + "\"file\":{\"type\":\"file_input\",\"file_id\":\"f\"}}");
        assertEquals(List.of("conversation_initiation_metadata", "error"), sent());
        assertTrue(wire.messages()
                .getLast()
                .getJsonObject("error_event")
                .getString("message")
                .contains("1 of 1 files of this message were not left"));
    }

    @Test
    void a_barge_in_is_told_with_its_correction() {
        session().received(OPENING);
        SocketCaller caller = callers.getFirst();
        caller.hear(new UserSaid(2, "Hello", false));
        caller.hear(new VoiceScored(2, 0.9));
        caller.hear(new AgentBegan(2));
        caller.hear(new AgentResponded(2, "Good day to you."));
        caller.hear(new AgentInterrupted(2));
        caller.hear(new AgentSaid(2, "Good day to you.", "Good day", true, Usage.UNKNOWN));
        assertEquals(
                List.of(
                        "conversation_initiation_metadata",
                        "user_transcript",
                        "agent_response",
                        "interruption",
                        "agent_response_correction"),
                sent());
    }

    @Test
    void a_conversation_of_text_is_told_piece_by_piece_and_then_whole() {
        textOnly = true;
        session().received(OPENING);
        SocketCaller caller = callers.getFirst();
        caller.hear(new AgentBegan(1));
        caller.hear(new AgentTextGrew(1, "Good "));
        caller.hear(new AgentTextGrew(1, "day."));
        caller.hear(new AgentResponded(1, "Good day."));
        List<String> types = sent();
        assertEquals(
                List.of("start", "delta", "delta", "stop"),
                wire.messages().stream()
                        .filter(message -> message.containsKey("text_response_part"))
                        .map(message ->
                                message.getJsonObject("text_response_part").getString("type"))
                        .toList());
        assertEquals("agent_response", types.getLast());
    }
}
