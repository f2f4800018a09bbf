package antiphon.conversations.recordings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.AudioFrame;
import antiphon.conversations.Clock;
import antiphon.conversations.blobs.BlobSettings;
import antiphon.conversations.blobs.BlobStores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process records, in a time of its own, and is killed in the middle of it. */
class KilledRecorderTest {
    private static final int FRAMES_BEFORE_THE_END = 1500;
    private static final int FRAMES_A_SECOND = 50;
    private static final int WIDTH = 5;

    @Test
    void a_server_that_is_killed_loses_a_second_at_most(@TempDir Path directory) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Recording.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int said = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            while (said < FRAMES_BEFORE_THE_END) {
                said = Integer.parseInt(lines.readLine());
            }
            // The process's own way to be destroyed would close what it has said and nobody has read yet.
            process.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said = line.length() == WIDTH ? Integer.parseInt(line) : said;
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        ByteBuffer pairs = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("conv_1.s16le")))
                .order(ByteOrder.LITTLE_ENDIAN);
        int whole = pairs.capacity() / StereoTrack.BYTES_PER_SAMPLE_PAIR / AudioFrame.LENGTH_SAMPLES;
        assertTrue(whole >= said - FRAMES_A_SECOND, "of " + said + " frames were kept: " + whole);
        for (int frame = 0; frame < whole; frame++) {
            int at = frame * AudioFrame.LENGTH_SAMPLES * StereoTrack.BYTES_PER_SAMPLE_PAIR;
            assertEquals(frame + 1, pairs.getShort(at), "the caller");
            assertEquals(-frame, pairs.getShort(at + 2), "the agent");
        }
        byte[] journal = Files.readAllBytes(directory.resolve("conv_1.journal"));
        assertTrue(journal.length / 2 >= said - FRAMES_A_SECOND, "entries: " + journal.length / 2);
    }

    /** Says on its standard output how many frames were said. */
    static final class Recording {
        private Recording() {}

        public static void main(String[] directory) throws IOException {
            Clock clock = new Clock();
            Recorder recorder = new Recorder(
                    BlobStores.open(new BlobSettings(Optional.empty()), Path.of(directory[0]), clock), clock);
            CallRecording recording = recorder.begin("conv_1");
            JournalRecording journal = recorder.beginJournal("conv_1");
            Duration sinceWritten = Duration.ZERO;
            for (int said = 1; said < Short.MAX_VALUE; said++) {
                clock.pass(AudioFrame.LENGTH);
                sinceWritten = sinceWritten.plus(AudioFrame.LENGTH);
                short[] caller = new short[AudioFrame.LENGTH_SAMPLES];
                short[] agent = new short[AudioFrame.LENGTH_SAMPLES];
                Arrays.fill(caller, (short) said);
                Arrays.fill(agent, (short) -said);
                recording.caller(new AudioFrame(caller));
                recording.agent(new AudioFrame(agent), Duration.ZERO);
                journal.accept(new byte[] {(byte) (said >> 8), (byte) said});
                if (sinceWritten.compareTo(Recorder.BETWEEN_WRITES) >= 0) {
                    recorder.write();
                    sinceWritten = Duration.ZERO;
                }
                System.out.println(String.format(Locale.ROOT, "%0" + WIDTH + "d", said));
            }
        }
    }
}
