package antiphon.speech.elevenlabs;

import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechSynthesizer.Timing;
import antiphon.speech.parts.SoundStream.Contents;
import antiphon.speech.parts.SoundStream.Unpacking;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sound in lines of JSON, each with samples and the times of the characters in them. Times that begin anew with a line are
 * counted from where its samples begin.
 */
final class TimedSound implements Unpacking {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int BYTES_PER_MILLI = AudioFrame.SAMPLE_RATE_HZ * Short.BYTES / 1000;
    private static final int LONGEST_LINE_BYTES = 1 << 22;
    private static final double MILLIS = 1000;

    private final Contents contents;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long soundBytes;
    private int timedUntil;

    TimedSound(Contents contents) {
        this.contents = contents;
    }

    @Override
    public void add(byte[] bytes, int count) throws IOException {
        int from = 0;
        for (int at = 0; at < count; at++) {
            if (bytes[at] == '\n') {
                line.write(bytes, from, at - from);
                from = at + 1;
                takeLine();
            }
        }
        line.write(bytes, from, count - from);
        if (line.size() > LONGEST_LINE_BYTES) {
            throw new IOException("A line of sound is longer than four megabytes.");
        }
    }

    @Override
    public void finish() throws IOException {
        takeLine();
    }

    private void takeLine() throws IOException {
        byte[] whole = line.toByteArray();
        line.reset();
        if (new String(whole, java.nio.charset.StandardCharsets.UTF_8).isBlank()) {
            return;
        }
        JsonNode piece = JSON.readTree(whole);
        List<Timing> timings = timings(piece.path("alignment"));
        if (!timings.isEmpty()) {
            contents.timed(timings);
        }
        byte[] samples = piece.path("audio_base64").binaryValue();
        if (samples != null) {
            soundBytes += samples.length;
            contents.samples(samples, samples.length);
        }
    }

    private List<Timing> timings(JsonNode alignment) {
        JsonNode characters = alignment.path("characters");
        JsonNode starts = alignment.path("character_start_times_seconds");
        JsonNode ends = alignment.path("character_end_times_seconds");
        List<Timing> timings = new ArrayList<>();
        boolean anew = timedUntil > 0 && starts.path(0).asDouble() * MILLIS < timedUntil / 2.0;
        int offset = anew ? (int) (soundBytes / BYTES_PER_MILLI) : 0;
        for (int i = 0; i < characters.size(); i++) {
            int start = offset + (int) Math.round(starts.path(i).asDouble() * MILLIS);
            int end = offset + (int) Math.round(ends.path(i).asDouble() * MILLIS);
            timings.add(new Timing(characters.path(i).asText(), start, Math.max(0, end - start)));
            timedUntil = Math.max(timedUntil, end);
        }
        return timings;
    }
}
