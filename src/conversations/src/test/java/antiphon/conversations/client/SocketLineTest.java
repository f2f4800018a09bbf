package antiphon.conversations.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.audio.AudioFrame;
import antiphon.audio.WireFormat;
import antiphon.call.CallEnd;
import antiphon.call.CallEnd.Cause;
import antiphon.conversations.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SocketLineTest {
    private final Clock clock = new Clock();
    private final FakeWire wire = new FakeWire();
    private final Outbox outbox = new Outbox(wire, frames -> SoundPiece.encode(frames, WireFormat.PCM_16000.encoder()));
    private final SocketLine line = new SocketLine(outbox, true, clock);

    private void play(int turn, int frames) {
        IntStream.range(0, frames).forEach(each -> line.play(turn, AudioFrame.silence()));
    }

    private List<String> sent() {
        line.hangUp(new CallEnd(Cause.AGENT_HUNG_UP, "Done."));
        outbox.run();
        return wire.types();
    }

    @Test
    void what_is_played_is_heard_as_time_passes() {
        play(1, 50);
        assertEquals(Duration.ofMillis(1000), line.unheard());
        clock.passMillis(300);
        assertEquals(Duration.ofMillis(700), line.unheard());
        clock.passMillis(2000);
        assertEquals(Duration.ZERO, line.unheard());
    }

    @Test
    void after_a_pause_sound_is_reckoned_from_when_it_was_handed_over() {
        play(1, 5);
        clock.passMillis(5000);
        play(1, 2);
        assertEquals(Duration.ofMillis(40), line.unheard());
    }

    @Test
    void a_line_that_fell_silent_has_nothing_left_and_sends_nothing_more_of_that_turn() {
        play(2, 30);
        line.fallSilent(2);
        assertEquals(Duration.ZERO, line.unheard());
        play(2, 5);
        assertEquals(Duration.ZERO, line.unheard());
        assertEquals(List.of(), sent());
    }

    @Test
    void the_next_turn_is_heard_again() {
        play(2, 30);
        line.fallSilent(2);
        play(3, 1);
        assertEquals(Duration.ofMillis(20), line.unheard());
        assertEquals(List.of("audio"), sent());
    }

    @Test
    void a_client_that_wants_no_audio_events_is_sent_none() {
        SocketLine mute = new SocketLine(outbox, false, clock);
        mute.play(1, AudioFrame.silence());
        assertEquals(Duration.ofMillis(20), mute.unheard());
        assertEquals(List.of(), sent());
    }
}
