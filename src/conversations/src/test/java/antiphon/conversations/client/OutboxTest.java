package antiphon.conversations.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.AudioFrame;
import antiphon.audio.WireFormat;
import antiphon.conversations.ContractSchema;
import antiphon.speech.SpeechSynthesizer.Timing;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Closing BYE = new Closing(Closing.NORMAL, "", "Goodbye.");

    private static Outbox outbox(Wire wire) {
        return new Outbox(wire, frames -> SoundPiece.encode(frames, WireFormat.PCM_16000.encoder()));
    }

    @Test
    void many_senders_have_one_writer_and_lose_nothing() throws InterruptedException {
        FakeWire wire = new FakeWire();
        Outbox outbox = outbox(wire);
        Thread writer = Thread.ofVirtual().start(outbox::run);
        List<Thread> senders = IntStream.range(0, 20)
                .mapToObj(sender -> Thread.ofVirtual()
                        .start(() -> IntStream.range(0, 50)
                                .forEach(each -> outbox.send(ServerMessage.interruption(sender * 100 + each)))))
                .toList();
        for (Thread sender : senders) {
            sender.join();
        }
        outbox.close(BYE);
        writer.join();
        assertEquals(1000, wire.sent.size());
        assertEquals(1000, wire.sent.stream().distinct().count());
        assertFalse(wire.overlapped);
        assertEquals(BYE, wire.awaitClosing());
    }

    @Test
    void what_is_known_to_be_said_in_a_sound_is_told_with_it() {
        FakeWire wire = new FakeWire();
        Outbox outbox = outbox(wire);
        outbox.play(2, AudioFrame.silence(), List.of(new Timing("H", 0, 15), new Timing("i", 15, 10)));
        outbox.play(2, AudioFrame.silence());
        outbox.play(2, AudioFrame.silence(), List.of(new Timing("!", 3, 30)));
        outbox.play(3, AudioFrame.silence());
        outbox.close(BYE);
        outbox.run();
        List<JsonObject> sounds = wire.sent.stream()
                .map(text -> Json.createReader(new StringReader(text)).readObject())
                .toList();
        sounds.forEach(sound -> assertEquals(List.of(), ContractSchema.events().problems("AudioPayload", sound)));
        assertEquals(
                "{\"chars\":[\"H\",\"i\",\"!\"],\"char_start_times_ms\":[0,15,43],\"char_durations_ms\":[15,10,30]}",
                sounds.getFirst()
                        .getJsonObject("audio_event")
                        .getJsonObject("alignment")
                        .toString());
        assertFalse(sounds.getLast().getJsonObject("audio_event").containsKey("alignment"));
    }

    @Test
    void messages_leave_in_the_order_in_which_they_came() {
        FakeWire wire = new FakeWire();
        Outbox outbox = outbox(wire);
        outbox.send(ServerMessage.userTranscript(2, "Hello"));
        outbox.play(2, AudioFrame.silence());
        outbox.send(ServerMessage.agentResponse(2, "Good day."));
        outbox.close(BYE);
        outbox.run();
        assertEquals(List.of("user_transcript", "audio", "agent_response"), wire.types());
    }

    @Test
    void of_each_turn_the_first_sound_is_told_when_it_was_sent() {
        FakeWire wire = new FakeWire();
        Outbox outbox = outbox(wire);
        List<String> told = new ArrayList<>();
        outbox.whenSoundSent(turn -> told.add(turn + " after " + wire.sent.size()));
        outbox.send(ServerMessage.userTranscript(2, "Hello"));
        IntStream.range(0, 25).forEach(each -> outbox.play(2, AudioFrame.silence()));
        outbox.play(3, AudioFrame.silence());
        outbox.close(BYE);
        outbox.run();
        assertEquals(List.of("2 after 2", "3 after 5"), told);
    }

    @Test
    void sound_that_gathered_leaves_in_pieces_of_two_hundred_milliseconds() {
        FakeWire wire = new FakeWire();
        Outbox outbox = outbox(wire);
        IntStream.range(0, 25).forEach(each -> outbox.play(3, AudioFrame.silence()));
        outbox.play(4, AudioFrame.silence());
        outbox.close(BYE);
        outbox.run();
        List<Integer> lengths = wire.messages().stream()
                .map(message -> message.getJsonObject("audio_event").getString("audio_base_64"))
                .map(sound -> Base64.getDecoder().decode(sound).length / 640)
                .toList();
        assertEquals(List.of(10, 10, 5, 1), lengths);
        assertEquals(4, wire.messages().getLast().getJsonObject("audio_event").getInt("event_id"));
    }

    @Test
    void a_turn_that_is_silenced_takes_its_unsent_sound_with_it() {
        FakeWire wire = new FakeWire();
        Outbox outbox = outbox(wire);
        outbox.play(2, AudioFrame.silence());
        outbox.send(ServerMessage.agentResponse(2, "Good day."));
        outbox.play(2, AudioFrame.silence());
        outbox.silence(2);
        outbox.send(ServerMessage.interruption(2));
        outbox.play(3, AudioFrame.silence());
        outbox.close(BYE);
        outbox.run();
        assertEquals(List.of("agent_response", "interruption", "audio"), wire.types());
    }

    @Test
    void an_error_is_told_before_the_socket_closes_with_its_code() throws InterruptedException {
        FakeWire wire = new FakeWire();
        Outbox outbox = outbox(wire);
        outbox.close(Closing.invalidMessage("Not JSON."));
        outbox.close(BYE);
        outbox.send(ServerMessage.interruption(1));
        outbox.run();
        assertEquals(List.of("error"), wire.types());
        assertEquals(1008, wire.awaitClosing().code());
        assertEquals("Not JSON.", wire.awaitClosing().phrase());
    }

    @Test
    void a_client_that_does_not_read_is_cut_off() throws InterruptedException {
        FakeWire wire = FakeWire.stuck();
        Outbox outbox = outbox(wire);
        Thread writer = Thread.ofVirtual().start(outbox::run);
        IntStream.range(0, Outbox.MOST_MESSAGES + 10).forEach(each -> outbox.send(ServerMessage.interruption(each)));
        assertEquals("websocket_disconnect", wire.awaitClosing().errorType());
        wire.taken.release(10);
        writer.join();
        assertTrue(wire.sent.size() <= 1);
    }
}
