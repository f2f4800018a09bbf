package antiphon.conversations.recordings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.AudioFrame;
import antiphon.conversations.Clock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private final Clock clock = new Clock();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final Recorder recorder = new Recorder(blobs, clock);
    private final Recordings recordings = new Recordings(blobs, recorder);

    private static AudioFrame frame(int value) {
        short[] samples = new short[AudioFrame.LENGTH_SAMPLES];
        Arrays.fill(samples, (short) value);
        return new AudioFrame(samples);
    }

    private void talk(CallRecording recording, int frames) {
        for (int i = 1; i <= frames; i++) {
            clock.passMillis(20);
            recording.caller(frame(i * 100));
            recording.agent(frame(-i * 100), Duration.ZERO);
        }
    }

    @Test
    void a_recording_grows_while_the_call_goes_on_and_plays_as_mp3() throws IOException {
        CallRecording recording = recorder.begin("conv_1");
        talk(recording, 50);
        recorder.write();
        assertTrue(recordings.hasSound("conv_1"));
        talk(recording, 50);
        recording.end();
        recorder.write();
        assertEquals(Set.of("conv_1.s16le"), blobs.complete);
        byte[] samples;
        try (InputStream sound = recordings.sound("conv_1")) {
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
    }

    @Test
    void a_journal_holds_what_happened_in_order() throws IOException {
        JournalRecording journal = recorder.beginJournal("conv_1");
        journal.accept(new byte[] {1, 2});
        recorder.write();
        journal.accept(new byte[] {3});
        journal.accept(new byte[] {4});
        journal.end();
        journal.accept(new byte[] {5});
        recorder.write();
        try (InputStream kept = recordings.journal("conv_1")) {
            assertArrayEquals(new byte[] {1, 2, 3, 4}, kept.readAllBytes());
        }
        assertEquals(Set.of("conv_1.journal"), blobs.complete);
    }

    @Test
    void a_full_disk_ends_what_is_written_of_one_call_and_nothing_else() {
        CallRecording unlucky = recorder.begin("conv_1");
        talk(unlucky, 50);
        blobs.full = true;
        recorder.write();
        blobs.full = false;
        CallRecording lucky = recorder.begin("conv_2");
        talk(unlucky, 50);
        talk(lucky, 50);
        recorder.write();
        assertEquals(Set.of("conv_2.s16le"), blobs.blobs.keySet());
    }

    @Test
    void a_conversation_that_is_deleted_while_it_goes_on_does_not_come_back() throws IOException {
        CallRecording recording = recorder.begin("conv_1");
        recorder.beginJournal("conv_1").accept(new byte[] {1});
        talk(recording, 50);
        recorder.write();
        recordings.delete("conv_1");
        talk(recording, 50);
        recorder.write();
        assertFalse(recordings.hasSound("conv_1"));
        assertTrue(blobs.blobs.isEmpty());
    }
}
