package antiphon.voices.speaking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.contract.Contract;
import antiphon.audio.AudioFrame;
import antiphon.audio.Wav;
import antiphon.testing.Answer;
import antiphon.voices.VoicesServer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpeakingDoorsTest {
    private final VoicesServer server = new VoicesServer();

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

    @Test
    void a_text_is_spoken_sentence_by_sentence_in_the_wanted_format() throws IOException {
        Answer pcm = server.spoken("?output_format=pcm_16000", "{'text':'One two. Three?'}");
        assertEquals(List.of("One two. ", "Three?"), server.engine.spoken);
        assertEquals("audio/pcm", pcm.header("Content-Type"));
        assertEquals(15 * AudioFrame.LENGTH_SAMPLES * 2, pcm.bytes().length);
        assertEquals(
                15 * 160,
                server.spoken("?output_format=ulaw_8000", "{'text':'One two. Three?'}")
                        .bytes()
                        .length);
        assertEquals(
                15 * 960 * 2,
                server.spoken("/stream?output_format=pcm_48000", "{'text':'One two. Three?'}")
                        .bytes()
                        .length);
        Wav wav = Wav.read(
                new ByteArrayInputStream(server.spoken("?output_format=wav_24000", "{'text':'One two. Three?'}")
                        .bytes()));
        assertEquals(24_000, wav.sampleRateHz());
        assertEquals(15 * 480, wav.samples().length);
    }

    @Test
    void timestamps_follow_the_sound() {
        JsonObject whole = server.spoken("/with-timestamps?output_format=pcm_16000", "{'text':'One. Two.'}")
                .json();
        assertEquals(List.of(), Contract.stated().problems("AudioWithTimestampsResponseModel", whole));
        JsonObject alignment = whole.getJsonObject("alignment");
        assertEquals(9, alignment.getJsonArray("characters").size());
        JsonArray ends = alignment.getJsonArray("character_end_times_seconds");
        assertEquals(0.18, ends.getJsonNumber(8).doubleValue(), 1e-9);
        assertEquals(
                9 * AudioFrame.LENGTH_SAMPLES * 2, Base64.getDecoder().decode(whole.getString("audio_base64")).length);

        String[] lines = server.spoken("/stream/with-timestamps?output_format=pcm_16000", "{'text':'One. Two.'}")
                .body()
                .split("\n");
        assertEquals(2, lines.length);
        JsonObject second = Json.createReader(new StringReader(lines[1])).readObject();
        assertEquals(List.of(), Contract.stated().problems("StreamingAudioChunkWithTimestampsResponseModel", second));
        assertEquals(
                0.1,
                second.getJsonObject("alignment")
                        .getJsonArray("character_start_times_seconds")
                        .getJsonNumber(0)
                        .doubleValue(),
                1e-9);
    }

    @Test
    void what_cannot_be_spoken_is_refused_by_its_place() {
        Map<String, String> wrong = Map.of(
                "{}",
                "text",
                "{'text':' … '}",
                "text",
                "{'text':'" + "a".repeat(5001) + "'}",
                "text",
                "{'text':'Hi','language_code':'de'}",
                "language_code",
                "{'text':'Hi','language_code':'klingon'}",
                "language_code",
                "{'text':'Hi','voice_settings':{'speed':3}}",
                "speed",
                "{'text':'Hi','voice_settings':{'stability':'much'}}",
                "stability");
        wrong.forEach((body, member) -> {
            Answer refused = server.send("POST", VoicesServer.SPEAK, body);
            assertEquals(422, refused.status(), body);
            assertTrue(refused.body().contains("\"" + member + "\"]"), refused.body());
        });
        for (String format : List.of("opus_48000_32", "alaw_8000", "midi", "mp3_1_1")) {
            assertEquals(
                    422,
                    server.send("POST", VoicesServer.SPEAK + "?output_format=" + format, "{'text':'Hi'}")
                            .status());
        }
        assertEquals(
                422,
                server.send("POST", VoicesServer.SPEAK + "/stream?output_format=wav_16000", "{'text':'Hi'}")
                        .status());
        assertEquals(
                404,
                server.send("POST", "/v1/text-to-speech/nobody", "{'text':'Hi'}")
                        .status());
        assertEquals(
                501,
                server.send(
                                "POST",
                                VoicesServer.SPEAK,
                                "{'text':'Hi','pronunciation_dictionary_locators':[{'pronunciation_dictionary_id':'p'}]}")
                        .status());
        server.engine.broken = true;
        assertEquals(
                503, server.send("POST", VoicesServer.SPEAK, "{'text':'Hi'}").status());
        assertEquals(
                503,
                server.send("POST", VoicesServer.SPEAK + "/stream", "{'text':'Hi'}")
                        .status());
    }
}
