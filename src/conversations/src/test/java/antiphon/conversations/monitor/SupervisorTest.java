package antiphon.conversations.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.AudioFrame;
import antiphon.call.CallEnd;
import antiphon.call.CallEnd.Cause;
import antiphon.call.CallNews;
import antiphon.call.CallNews.AgentResponded;
import antiphon.call.CallNews.CallEnded;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.CallNews.VoiceScored;
import antiphon.call.Line;
import antiphon.conversations.Clock;
import antiphon.conversations.ContractSchema;
import antiphon.conversations.OpenCallFixture;
import antiphon.conversations.client.FakeWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupervisorTest {
    private static final CallEnded END = new CallEnded(9, new CallEnd(Cause.CALLER_LEFT, "The client left."));

    private final FakeWire wire = new FakeWire();
    private final List<CallNews> news = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final OpenCallFixture.Opened call = OpenCallFixture.opened(new Deaf(), new Clock(), news::add, true);

    private Supervisor supervisor(boolean mayStepIn) {
        return new Supervisor(call.open(), mayStepIn, wire, later::add);
    }

    /** All that is told by the end of the call. */
    private List<String> told(Supervisor supervisor) {
        call.tell(END);
        supervisor.run();
        return wire.types();
    }

    private String complaint(Supervisor supervisor, String command) {
        supervisor.received(command);
        assertEquals(List.of("error"), told(supervisor));
        assertEquals(
                List.of(),
                ContractSchema.events().problems("ErrorPayload", wire.messages().getFirst()));
        return wire.messages().getFirst().getJsonObject("error_event").getString("message");
    }

    @Test
    void who_comes_late_is_told_what_has_happened_and_then_what_happens() throws InterruptedException {
        call.tell(new UserSaid(1, "Hello", true));
        Supervisor supervisor = supervisor(false);
        call.tell(new VoiceScored(1, 0.9));
        call.tell(new AgentResponded(1, "Good day."));
        assertEquals(List.of("user_transcript", "agent_response"), told(supervisor));
        assertEquals(1000, wire.awaitClosing().code());
    }

    @Test
    void the_past_reaches_a_hundred_events_back() {
        for (int turn = 1; turn <= 250; turn++) {
            call.tell(new AgentResponded(turn, "Good day."));
        }
        assertEquals(100, told(supervisor(false)).size());
    }

    @Test
    void who_does_not_read_misses_something_and_is_told_how_much() {
        Supervisor supervisor = supervisor(false);
        for (int turn = 1; turn <= Backlog.MOST + 20; turn++) {
            call.tell(new AgentResponded(turn, "Good day."));
        }
        List<String> types = told(supervisor);
        assertEquals(Backlog.MOST + 1, types.size());
        assertEquals("error", types.getLast());
        assertTrue(wire.sent.getLast().contains("20 events were left out"), wire.sent.getLast());
    }

    @Test
    void a_supervisor_whose_socket_is_stuck_is_let_go_after_the_call() throws InterruptedException {
        FakeWire stuck = FakeWire.stuck();
        Supervisor supervisor = new Supervisor(call.open(), false, stuck, later::add);
        Thread writer = Thread.ofVirtual().start(supervisor::run);
        call.tell(new AgentResponded(1, "Good day."));
        call.tell(END);
        later.forEach(Runnable::run);
        assertEquals(1000, stuck.awaitClosing().code());
        stuck.taken.release(2);
        assertTrue(writer.join(Duration.ofSeconds(10)));
    }

    @Test
    void a_command_that_nobody_knows_is_named_and_the_socket_stays() {
        String message = complaint(supervisor(true), "{\"command_type\":\"sing\"}");
        assertTrue(message.contains("enable_human_takeover"), message);
    }

    @Test
    void a_command_without_its_parameter_is_not_obeyed() {
        String message = complaint(
                supervisor(true), "{\"command_type\":\"contextual_update\",\"parameters\":{\"text\":\"wrong name\"}}");
        assertTrue(message.contains("parameters.contextual_update"), message);
    }

    @Test
    void who_may_only_watch_cannot_step_in() {
        String message = complaint(supervisor(false), "{\"command_type\":\"end_call\"}");
        assertTrue(message.contains("operator"), message);
    }

    @Test
    void a_caller_on_a_socket_cannot_be_connected_to_a_number() {
        String message = complaint(
                supervisor(true),
                "{\"command_type\":\"transfer_to_number\",\"parameters\":{\"phone_number\":\"+15550100\"}}");
        assertTrue(message.contains("not on a telephone"), message);
    }

    @Test
    void nobody_speaks_for_the_agent_without_taking_its_place() {
        String message = complaint(
                supervisor(true), "{\"command_type\":\"send_human_message\",\"parameters\":{\"text\":\"Hello\"}}");
        assertTrue(message.contains("enable_human_takeover first"), message);
    }

    @Test
    void a_human_takes_over_speaks_and_ends_the_call() {
        Supervisor supervisor = supervisor(true);
        supervisor.received("{\"command_type\":\"enable_human_takeover\"}");
        supervisor.received("{\"command_type\":\"send_human_message\",\"parameters\":{\"text\":\"This is Ada.\"}}");
        supervisor.received("{\"command_type\":\"disable_human_takeover\"}");
        supervisor.received("{\"command_type\":\"end_call\"}");
        call.call().run();
        supervisor.run();
        assertEquals(
                List.of("external_agent_connected", "agent_response", "external_agent_disconnected"), wire.types());
        assertTrue(wire.sent.get(1).contains("This is Ada."), wire.sent.get(1));
        assertEquals(Cause.AGENT_HUNG_UP, ((CallEnded) news.getLast()).end().cause());
    }

    @Test
    void a_human_who_goes_gives_the_agent_its_place_back() {
        Supervisor supervisor = supervisor(true);
        supervisor.received("{\"command_type\":\"enable_human_takeover\"}");
        assertTrue(call.open().isTakenOver());
        supervisor.left();
        assertFalse(call.open().isTakenOver());
        assertEquals(0, call.open().live().followers());
    }

    private static final class Deaf implements Line {
        @Override
        public void play(int turn, AudioFrame frame) {}

        @Override
        public Duration unheard() {
            return Duration.ZERO;
        }

        @Override
        public void fallSilent(int turn) {}

        @Override
        public void hangUp(CallEnd end) {}
    }
}
