package antiphon.voices.listening;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.audio.AudioFrame;
import antiphon.audio.Wav;
import antiphon.identity.Actor;
import antiphon.testing.Answer;
import antiphon.voices.FakeEngine;
import antiphon.voices.VoicesServer;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListeningTest {
    private final VoicesServer server = new VoicesServer();
    private final SpeechToText speech = server.beans.get(SpeechToText.class);

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    @BeforeEach
    void forget() {
        server.engine.spoken.clear();
        server.engine.toHear.clear();
        server.engine.broken = false;
    }

    private JsonObject transcribe(Map<String, List<String>> fields, Optional<byte[]> file, boolean kept) {
        return speech.transcribe(TranscriptionWish.read(fields, file), kept, Actor.SERVER);
    }

    private JsonObject heard(byte[] file, Map<String, List<String>> more) {
        Map<String, List<String>> fields = new HashMap<>(more);
        fields.putIfAbsent("model_id", List.of("scribe_v1"));
        JsonObject heard = server.database.inTransaction(() -> transcribe(fields, Optional.of(file), true));
        assertEquals(List.of(), Contract.stated().problems("SpeechToTextChunkResponseModel", heard));
        return heard;
    }

    private static byte[] wav(int tones, int pauses) throws IOException {
        short[] samples = new short[(tones + pauses) * 2 * AudioFrame.LENGTH_SAMPLES];
        for (int i = 0; i < tones; i++) {
            short[] tone = FakeEngine.tone().samples();
            System.arraycopy(tone, 0, samples, i * tone.length, tone.length);
            System.arraycopy(tone, 0, samples, (tones + pauses + i) * tone.length, tone.length);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        new Wav(AudioFrame.SAMPLE_RATE_HZ, samples).write(file);
        return file.toByteArray();
    }

    @Test
    void mp3_is_spoken_at_every_rate_and_can_be_heard_again() {
        for (String format : List.of("mp3_22050_32", "mp3_24000_48", "mp3_44100_64", "mp3_44100_192")) {
            Answer mp3 =
                    server.spoken("/stream?output_format=" + format, "{'text':'" + "Hello there. ".repeat(10) + "'}");
            assertEquals("audio/mpeg", mp3.header("Content-Type"));
            server.engine.toHear.add("hello there");
            JsonObject heard = heard(mp3.bytes(), Map.of());
            assertEquals(2.6, heard.getJsonNumber("audio_duration_secs").doubleValue(), 0.15, format);
            assertEquals("hello there", heard.getString("text"));
        }
    }

    @Test
    void what_is_said_between_pauses_is_heard_piece_by_piece_kept_and_deleted() throws IOException {
        server.engine.toHear.addAll(List.of("good morning", "goodbye"));
        JsonObject heard = heard(wav(50, 50), Map.of("language_code", List.of("eng")));
        assertEquals("good morning goodbye", heard.getString("text"));
        assertEquals("en", heard.getString("language_code"));
        assertEquals(4, heard.getJsonNumber("audio_duration_secs").doubleValue(), 0.1);
        assertEquals(
                List.of("word", "spacing", "word", "spacing", "word"),
                heard.getJsonArray("words").getValuesAs(JsonObject.class).stream()
                        .map(word -> word.getString("type"))
                        .toList());
        assertEquals(
                List.of(heard.getString("text")),
                server.database.column("select document::json->>'text' from stored_transcript where id = '"
                        + heard.getString("transcription_id") + "'"));
    }

    @Test
    void bare_samples_are_heard_as_they_are() throws IOException {
        server.engine.toHear.add("hello");
        byte[] file = wav(50, 50);
        byte[] bare = Arrays.copyOfRange(file, 44, file.length);
        JsonObject heard =
                heard(bare, Map.of("file_format", List.of("pcm_s16le_16"), "timestamps_granularity", List.of("none")));
        assertEquals("hello", heard.getString("text"));
        assertTrue(heard.getJsonArray("words").isEmpty());
    }

    private void refused(Class<? extends Refusal> why, Map<String, List<String>> fields, byte[] file) {
        assertThrows(why, () -> transcribe(fields, Optional.of(file), false), fields.toString());
    }

    @Test
    void what_cannot_be_heard_is_refused() throws IOException {
        List<String> model = List.of("scribe_v1");
        byte[] good = wav(10, 10);
        refused(Refusal.Invalid.class, Map.of(), good);
        refused(Refusal.Invalid.class, Map.of("model_id", model, "language_code", List.of("xx")), good);
        refused(Refusal.Invalid.class, Map.of("model_id", model, "language_code", List.of("de")), good);
        refused(Refusal.Invalid.class, Map.of("model_id", model, "timestamps_granularity", List.of("syllable")), good);
        refused(Refusal.NotImplemented.class, Map.of("model_id", model, "diarize", List.of("true")), good);
        refused(Refusal.NotImplemented.class, Map.of("model_id", model, "source_url", List.of("https://x")), good);
        Map<String, List<String>> plain = Map.of("model_id", model);
        assertThrows(Refusal.Invalid.class, () -> transcribe(plain, Optional.empty(), false));
        byte[] cut = Arrays.copyOf(good, 30);
        byte[] noise = new byte[5000];
        noise[0] = (byte) 0xFF;
        noise[1] = (byte) 0xFB;
        for (byte[] broken : List.of(new byte[0], "nonsense".getBytes(StandardCharsets.UTF_8), cut, noise)) {
            refused(Refusal.Invalid.class, plain, broken);
        }
        assertArrayEquals(good, wav(10, 10));
        server.engine.broken = true;
        refused(Refusal.Unavailable.class, plain, good);
    }
}
