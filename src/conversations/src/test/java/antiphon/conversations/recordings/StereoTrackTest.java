package antiphon.conversations.recordings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.AudioFrame;
import antiphon.conversations.Clock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertTrue(heard.startsWith("1 2 3 0 0"), heard);
        assertTrue(heard.endsWith("0 4"), heard);
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
    void a_recording_grows_while_the_call_goes_on_and_plays_as_mp3(@TempDir Path directory) throws IOException {
        RecordingFiles files = new RecordingFiles(directory.resolve("recordings"));
        Recorder recorder = new Recorder(files, clock);
        CallRecording recording = recorder.begin("conv_1");
        for (int i = 0; i < 100; i++) {
            clock.passMillis(20);
            recording.caller(frame(i * 100));
            recording.agent(frame(-i * 100), Duration.ZERO);
            if (i == 50) {
                recorder.write();
                assertTrue(files.exist("conv_1"));
            }
        }
        recording.end();
        recorder.write();
        byte[] samples;
        try (var sound = files.read("conv_1")) {
            samples = sound.readAllBytes();
        }
        assertEquals(2 * AudioFrame.SAMPLE_RATE_HZ * StereoTrack.BYTES_PER_SAMPLE_PAIR, samples.length);
        ByteArrayOutputStream mp3 = new ByteArrayOutputStream();
        Mp3.encode(new ByteArrayInputStream(samples), mp3);
        byte[] bytes = mp3.toByteArray();
        assertEquals(0xFF, bytes[0] & 0xFF, "an MPEG frame begins with eleven ones");
        assertEquals(0xE0, bytes[1] & 0xE0);
        // Two seconds at 64 kbit/s, give or take the encoder's delay of a few frames.
        assertEquals(16_000, bytes.length, 2_500);
        files.delete("conv_1");
        assertEquals(false, files.exist("conv_1"));
    }
}
