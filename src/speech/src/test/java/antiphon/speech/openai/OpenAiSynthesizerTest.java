package antiphon.speech.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechSettings;
import antiphon.speech.SpeechSynthesizer.Request;
import antiphon.speech.SpeechSynthesizer.Synthesis;
import antiphon.speech.SpeechSynthesizer.Voice;
import antiphon.speech.parts.Connections;
import antiphon.speech.parts.Pcm;
import antiphon.speech.peers.HttpPeer;
import antiphon.speech.peers.Patience;
import antiphon.speech.peers.Sounds;
import antiphon.speech.peers.Spoken;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenAiSynthesizerTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int RATE_HZ = 24_000;
    private static final Request GOOD_MORNING = new Request("Good morning.", "en", Voice.DEFAULT);

    private final Spoken spoken = new Spoken();
    private String soundTimeout = "PT15S";
    private final List<Connections> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Connections::close);
    }

    private Synthesis speak(HttpPeer peer, Request request) {
        SpeechSettings settings = Sounds.settings(Map.of(
                "openai.base.url",
                peer.baseUrl() + "/v1/",
                "openai.api.key",
                "sk-1",
                "speech.sound.timeout",
                soundTimeout));
        Connections connections = new Connections(settings.limits());
        opened.add(connections);
        return new OpenAiSynthesizer(settings.openAi(), connections).speak(request, spoken);
    }

    private static double loudness(AudioFrame frame) {
        double sum = 0;
        for (short sample : frame.samples()) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / frame.samples().length);
    }

    @Test
    void sound_is_heard_while_the_rest_is_still_being_made() {
        CountDownLatch goOn = new CountDownLatch(1);
        byte[] second = Pcm.bytes(Sounds.tone(RATE_HZ, RATE_HZ));
        HttpHandler streaming = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write(second, 0, 9_601);
            body.flush();
            Patience.await(goOn);
            body.write(second, 9_601, second.length - 9_601);
        };
        try (HttpPeer peer = HttpPeer.start(streaming)) {
            speak(peer, GOOD_MORNING);
            spoken.awaitFirstFrame();
            goOn.countDown();
            assertEquals(Optional.empty(), spoken.end());
            assertEquals(50, spoken.frames().size(), "a second stays a second, though a sample was cut in two");
            double expected = 8_000 / Math.sqrt(2);
            for (AudioFrame frame : spoken.frames().subList(1, 49)) {
                assertEquals(expected, loudness(frame), expected * 0.05);
            }
        }
    }

    @Test
    void the_request_says_what_and_how() throws JsonProcessingException {
        try (HttpPeer peer = HttpPeer.start(exchange -> exchange.sendResponseHeaders(200, -1))) {
            speak(peer, new Request("Good morning.", "en", new Voice("nova", "tts-1", 0.5, 0.8, 1.2)));
            HttpPeer.Request asked = peer.request();
            assertEquals("POST /v1/audio/speech", asked.method() + " " + asked.target());
            assertEquals("Bearer sk-1", asked.authorization());
            assertEquals(JSON.readTree("""
                            {"model": "tts-1", "input": "Good morning.", "voice": "nova", "response_format": "pcm",
                             "speed": 1.2}"""), JSON.readTree(asked.body()));
        }
    }

    @Test
    void a_voice_of_another_house_becomes_the_default() throws JsonProcessingException {
        try (HttpPeer peer = HttpPeer.start(exchange -> exchange.sendResponseHeaders(200, -1))) {
            speak(peer, new Request("Hi.", "en", new Voice("cjVigY5qzO86Huf0OWal", "eleven_flash_v2", 0.5, 0.8, 1)));
            String body = peer.request().body();
            assertEquals("alloy", JSON.readTree(body).path("voice").asText());
            assertEquals("gpt-4o-mini-tts", JSON.readTree(body).path("model").asText());
        }
    }

    @Test
    void cancelling_breaks_the_stream_and_ends_once() {
        CountDownLatch broken = new CountDownLatch(1);
        HttpHandler endless = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] sound = Pcm.bytes(Sounds.tone(RATE_HZ, RATE_HZ));
            try {
                while (true) {
                    exchange.getResponseBody().write(sound);
                }
            } catch (IOException gone) {
                broken.countDown();
            }
        };
        try (HttpPeer peer = HttpPeer.start(endless)) {
            Synthesis synthesis = speak(peer, GOOD_MORNING);
            spoken.awaitFirstFrame();
            synthesis.cancel();
            Patience.await(broken);
            assertEquals(Optional.empty(), spoken.end());
            synthesis.cancel();
            assertFalse(spoken.hasEndedTwice());
        }
    }

    @Test
    void more_voices_than_allowed_are_refused_for_the_moment() {
        CountDownLatch goOn = new CountDownLatch(1);
        try (HttpPeer peer = HttpPeer.start(exchange -> {
            Patience.await(goOn);
            exchange.sendResponseHeaders(200, -1);
        })) {
            SpeechSettings settings =
                    Sounds.settings(Map.of("openai.base.url", peer.baseUrl(), "speech.provider.calls", "1"));
            Connections connections = new Connections(settings.limits());
            opened.add(connections);
            OpenAiSynthesizer synthesizer = new OpenAiSynthesizer(settings.openAi(), connections);
            synthesizer.speak(GOOD_MORNING, spoken);
            assertEquals("null", peer.request().authorization(), "a server in one's own house may want no key");
            Spoken second = new Spoken();
            synthesizer.speak(GOOD_MORNING, second);
            SpeechFailure refused = second.end().orElseThrow();
            assertEquals("It speaks to as many calls as it may.", refused.reason());
            assertTrue(refused.retryable());
            goOn.countDown();
            assertEquals(Optional.empty(), spoken.end());
        }
    }

    @Test
    void a_server_that_falls_silent_is_a_failure_in_time() {
        soundTimeout = "PT1S";
        CountDownLatch never = new CountDownLatch(1);
        HttpHandler stalling = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[4_800]);
            exchange.getResponseBody().flush();
            Patience.await(never);
        };
        SpeechFailure failure = failureAfter(stalling);
        never.countDown();
        assertEquals("It did not answer within the time allowed.", failure.reason());
        assertTrue(failure.retryable());
    }

    @Test
    void a_server_that_never_answers_is_a_failure_in_time() {
        soundTimeout = "PT1S";
        CountDownLatch never = new CountDownLatch(1);
        SpeechFailure failure = failureAfter(exchange -> Patience.await(never));
        never.countDown();
        assertEquals("It did not answer within the time allowed.", failure.reason());
        assertTrue(failure.retryable());
    }

    @Test
    void a_stream_that_breaks_off_may_be_tried_again() {
        HttpHandler breaking = exchange -> {
            exchange.sendResponseHeaders(200, 100_000);
            exchange.getResponseBody().write(new byte[4_800]);
            exchange.getResponseBody().flush();
            throw new IOException("broken on purpose");
        };
        assertTrue(failureAfter(breaking).retryable());
    }

    @Test
    void a_wrong_key_is_told_without_the_key_and_is_not_worth_another_try() {
        SpeechFailure failure = failureAfter(
                exchange -> HttpPeer.answer(exchange, 401, "{\"error\": {\"code\": \"invalid_api_key\"}}"));
        assertFalse(failure.retryable());
        assertFalse(failure.toString().contains("sk-1"));
    }

    private SpeechFailure failureAfter(HttpHandler answer) {
        try (HttpPeer peer = HttpPeer.start(answer)) {
            speak(peer, GOOD_MORNING);
            return spoken.end().orElseThrow();
        }
    }
}
