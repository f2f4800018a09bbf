package antiphon.conversations.recordings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.audio.AudioFrame;
import antiphon.conversations.Clock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StereoTrackTest {
    private final Clock clock = new Clock();
    private final StereoTrack track = new StereoTrack(Clock.START);

    private static AudioFrame frame(int value) {
        short[] samples = new short[AudioFrame.LENGTH_SAMPLES];
        Arrays.fill(samples, (short) value);
        return new AudioFrame(samples);
    }

    /** The value of each 20 ms of one side. */
    private static String side(byte[] pairs, int side) {
        ByteBuffer samples = ByteBuffer.wrap(pairs).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder values = new StringBuilder();
        for (int at = 0; at < pairs.length; at += AudioFrame.LENGTH_SAMPLES * StereoTrack.BYTES_PER_SAMPLE_PAIR) {
            values.append(samples.getShort(at + 2 * side)).append(' ');
        }
        return values.toString().strip();
    }

    @Test
    void both_voices_lie_where_they_are_heard() {
        clock.passMillis(20);
        track.caller(frame(1), clock.instant());
        track.agent(frame(7), clock.instant().plusMillis(20));
        clock.passMillis(20);
        track.caller(frame(2), clock.instant());
        clock.passMillis(60);
        byte[] pairs = track.take(clock.instant());
        assertEquals("1 2 0 0 0", side(pairs, 0));
        assertEquals("0 0 7 0 0", side(pairs, 1));
    }

    @Test
    void frames_that_come_bunched_lie_end_to_end_and_a_real_gap_stays_one() {
        clock.passMillis(60);
        track.caller(frame(1), clock.instant());
        track.caller(frame(2), clock.instant());
        track.caller(frame(3), clock.instant());
        clock.passMillis(1000);
        track.caller(frame(4), clock.instant());
        String heard = side(track.take(clock.instant()), 0);
        assertEquals("1 2 3" + " 0".repeat(49) + " 4", heard);
    }

    @Test
    void what_was_cut_off_is_not_in_the_recording() {
        for (int i = 0; i < 10; i++) {
            track.agent(frame(5), Clock.START.plusMillis(20L * i));
        }
        clock.passMillis(60);
        track.cutAgent(clock.instant());
        clock.passMillis(40);
        track.agent(frame(6), clock.instant());
        clock.passMillis(20);
        assertEquals("5 5 5 0 0 6", side(track.take(clock.instant()), 1));
    }

    @Test
    void taking_in_pieces_gives_what_taking_at_once_gives() {
        for (int i = 0; i < 50; i++) {
            track.agent(frame(i), Clock.START.plusMillis(20L * i));
        }
        StringBuilder pieces = new StringBuilder();
        for (int i = 1; i <= 10; i++) {
            clock.passMillis(100);
            pieces.append(side(track.take(clock.instant()), 1)).append(' ');
        }
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            whole.append(i).append(' ');
        }
        assertEquals(whole.toString(), pieces.toString());
    }

    @Test
    void the_first_word_is_recorded_when_it_was_said() {
        clock.passMillis(220);
        track.caller(frame(1), clock.instant());
        clock.passMillis(20);
        track.caller(frame(2), clock.instant());
        assertEquals("0 0 0 0 0 0 0 0 0 0 1 2", side(track.take(clock.instant()), 0));
    }

    @Test
    void what_is_cut_off_in_the_middle_of_a_frame_is_cut_there() {
        track.agent(frame(5), Clock.START);
        track.agent(frame(5), Clock.START.plusMillis(20));
        clock.passMillis(30);
        track.cutAgent(clock.instant());
        clock.passMillis(30);
        ByteBuffer pairs = ByteBuffer.wrap(track.take(clock.instant())).order(ByteOrder.LITTLE_ENDIAN);
        int last = 30 * AudioFrame.SAMPLE_RATE_HZ / 1000 - 1;
        assertEquals(5, pairs.getShort(last * StereoTrack.BYTES_PER_SAMPLE_PAIR + 2));
        assertEquals(0, pairs.getShort((last + 1) * StereoTrack.BYTES_PER_SAMPLE_PAIR + 2));
    }

    @Test
    void the_agents_frames_are_not_torn_apart_by_a_clock_read_twice() {
        for (int i = 0; i < 5; i++) {
            track.agent(frame(i + 1), Clock.START.plusMillis(20L * i).plusNanos(900_000L * (i % 3)));
        }
        clock.passMillis(100);
        assertEquals("1 2 3 4 5", side(track.take(clock.instant()), 1));
    }

    @Test
    void when_the_call_ends_both_sides_are_whole_and_nothing_unheard_is_there() {
        for (int i = 1; i <= 5; i++) {
            clock.passMillis(20);
            track.caller(frame(i), clock.instant());
            track.agent(frame(10 + 2 * i - 1), Clock.START.plusMillis(40L * (i - 1)));
            track.agent(frame(10 + 2 * i), Clock.START.plusMillis(40L * (i - 1) + 20));
        }
        track.end(clock.instant());
        clock.passMillis(400);
        track.caller(frame(99), clock.instant());
        track.agent(frame(99), clock.instant());
        byte[] pairs = track.take(clock.instant());
        assertEquals("1 2 3 4 5", side(pairs, 0));
        assertEquals("11 12 13 14 15", side(pairs, 1));
    }
}
