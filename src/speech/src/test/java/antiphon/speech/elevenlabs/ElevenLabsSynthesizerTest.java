package antiphon.speech.elevenlabs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechSettings;
import antiphon.speech.SpeechSynthesizer.Dictionary;
import antiphon.speech.SpeechSynthesizer.Reading;
import antiphon.speech.SpeechSynthesizer.Request;
import antiphon.speech.SpeechSynthesizer.Timing;
import antiphon.speech.SpeechSynthesizer.Voice;
import antiphon.speech.parts.Connections;
import antiphon.speech.parts.Pcm;
import antiphon.speech.peers.HttpPeer;
import antiphon.speech.peers.Sounds;
import antiphon.speech.peers.Spoken;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpHandler;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ElevenLabsSynthesizerTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Request DEFAULT = new Request("Good morning.", "en", Voice.DEFAULT);

    private final Spoken spoken = new Spoken();

    private HttpPeer.Request speak(HttpHandler answer, Request request) {
        try (HttpPeer peer = HttpPeer.start(answer)) {
            SpeechSettings settings =
                    Sounds.settings(Map.of("elevenlabs.base.url", peer.baseUrl(), "elevenlabs.api.key", "el-right"));
            try (Connections connections = new Connections(settings.limits())) {
                new ElevenLabsSynthesizer(settings.elevenLabs(), connections).speak(request, spoken);
                HttpPeer.Request asked = peer.request();
                ended = spoken.end().orElse(null);
                return asked;
            }
        }
    }

    private @Nullable SpeechFailure ended;

    private static byte[] line(byte[] sound, String text, double from, double each) {
        ObjectNode line = JSON.createObjectNode().put("audio_base64", sound);
        ObjectNode alignment = line.putObject("alignment");
        text.chars().forEach(c -> alignment.withArray("characters").add(Character.toString(c)));
        for (int i = 0; i < text.length(); i++) {
            alignment.withArray("character_start_times_seconds").add(from + i * each);
            alignment.withArray("character_end_times_seconds").add(from + (i + 1) * each);
        }
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String told(List<Timing> timings) {
        StringBuilder told = new StringBuilder();
        timings.forEach(timing ->
                told.append(timing.text()).append(timing.startMillis()).append(' '));
        return told.toString();
    }

    @Test
    void it_is_told_when_each_character_is_heard() {
        byte[] tenMillis = new byte[320];
        speak(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(line(tenMillis, "ab", 0, 0.005));
                    exchange.getResponseBody().write(line(tenMillis, "cd", 0.01, 0.005));
                },
                DEFAULT);
        assertEquals("a0 b5 c10 d15 ", told(spoken.timings()));
    }

    @Test
    void times_that_begin_anew_with_each_piece_are_counted_from_where_it_begins() {
        byte[] tenMillis = new byte[320];
        speak(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(line(tenMillis, "ab", 0, 0.005));
                    exchange.getResponseBody().write(line(tenMillis, "cd", 0, 0.005));
                },
                DEFAULT);
        assertEquals("a0 b5 c10 d15 ", told(spoken.timings()));
    }

    @Test
    void what_is_no_json_is_a_failure() {
        speak(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write("RIFF....".getBytes(StandardCharsets.UTF_8));
                },
                DEFAULT);
        assertFalse(Objects.requireNonNull(ended).toString().contains("RIFF"));
    }

    @Test
    void a_sentence_is_asked_for_and_comes_as_frames() throws JsonProcessingException {
        short[] tone = Sounds.tone(800, 16_000);
        HttpPeer.Request asked = speak(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] bytes = Pcm.bytes(tone);
                    exchange.getResponseBody().write(line(Arrays.copyOf(bytes, 641), "Good m", 0, 0.005));
                    exchange.getResponseBody().write('\n');
                    exchange.getResponseBody()
                            .write(line(Arrays.copyOfRange(bytes, 641, bytes.length), "orning.", 0.03, 0.0025));
                },
                DEFAULT);
        assertEquals("POST", asked.method());
        assertEquals(
                "/v1/text-to-speech/cjVigY5qzO86Huf0OWal/stream/with-timestamps?output_format=pcm_16000",
                asked.target());
        assertEquals("el-right", asked.authorization());
        assertEquals("application/json", asked.contentType());
        assertEquals(JSON.readTree("""
                        {"text": "Good morning.", "model_id": "eleven_flash_v2_5", "language_code": "en",
                         "voice_settings": {"stability": 0.5, "similarity_boost": 0.8, "speed": 1.0}}"""), JSON.readTree(asked.body()));
        assertEquals(3, spoken.frames().size(), "50 ms are two frames and a half");
        assertArrayEquals(Arrays.copyOf(tone, 320), spoken.frames().getFirst().samples());
        assertArrayEquals(
                Arrays.copyOf(Arrays.copyOfRange(tone, 640, 800), 320),
                spoken.frames().getLast().samples());
        assertEquals(null, ended);
        assertFalse(spoken.hasEndedTwice());
    }

    @Test
    void an_agents_own_voice_and_model_are_taken() throws JsonProcessingException {
        Voice voice = new Voice("my voice/1", "eleven_turbo_v2", 0.1, 0.2, 1.1);
        HttpPeer.Request asked =
                speak(exchange -> exchange.sendResponseHeaders(200, -1), new Request("Hello.", "en", voice));
        assertEquals(
                "/v1/text-to-speech/my%20voice%2F1/stream/with-timestamps?output_format=pcm_16000", asked.target());
        assertEquals(
                JSON.readTree("""
                        {"text": "Hello.", "model_id": "eleven_turbo_v2",
                         "voice_settings": {"stability": 0.1, "similarity_boost": 0.2, "speed": 1.1}}"""),
                JSON.readTree(asked.body()),
                "a model that cannot be told the language is not told");
    }

    @Test
    void how_the_text_is_to_be_read_is_told() throws JsonProcessingException {
        var reading = new Reading(2, true, List.of(new Dictionary("d1", "w1"), new Dictionary("d2", "")));
        Voice voice = new Voice("v", "eleven_turbo_v2", 0.1, 0.2, 1.1, reading);
        HttpPeer.Request asked =
                speak(exchange -> exchange.sendResponseHeaders(200, -1), new Request("Hello.", "en", voice));
        assertEquals(
                "/v1/text-to-speech/v/stream/with-timestamps?output_format=pcm_16000&optimize_streaming_latency=2",
                asked.target());
        assertEquals(JSON.readTree("""
                        {"text": "Hello.", "model_id": "eleven_turbo_v2", "apply_text_normalization": "on",
                         "pronunciation_dictionary_locators": [
                           {"pronunciation_dictionary_id": "d1", "version_id": "w1"},
                           {"pronunciation_dictionary_id": "d2"}],
                         "voice_settings": {"stability": 0.1, "similarity_boost": 0.2, "speed": 1.1}}"""), JSON.readTree(asked.body()));
    }

    @Test
    void a_wrong_key_is_told_without_the_key_and_is_not_worth_another_try() {
        speak(exchange -> HttpPeer.answer(exchange, 401, "{\"detail\": {\"status\": \"invalid_api_key\"}}"), DEFAULT);
        SpeechFailure failure = Objects.requireNonNull(ended);
        assertFalse(failure.retryable());
        assertFalse(failure.toString().contains("el-right"));
        assertTrue(spoken.frames().isEmpty());
    }
}
