package antiphon.speech.openai;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.Wav;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechRecognizer.Recognition;
import antiphon.speech.SpeechRecognizer.Request;
import antiphon.speech.SpeechRecognizer.Words;
import antiphon.speech.SpeechSettings;
import antiphon.speech.parts.Connections;
import antiphon.speech.peers.Heard;
import antiphon.speech.peers.HttpPeer;
import antiphon.speech.peers.Patience;
import antiphon.speech.peers.Sounds;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenAiRecognizerTest {
    private static final HttpHandler UNDERSTANDS =
            exchange -> HttpPeer.answer(exchange, 200, "{\"text\": \"A flat white, please.\"}");

    private final Heard heard = new Heard();
    private String settleTimeout = "PT15S";
    private final List<Connections> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Connections::close);
    }

    private Recognition open(HttpPeer peer) {
        SpeechSettings settings = Sounds.settings(Map.of(
                "openai.base.url",
                peer.baseUrl() + "/v1",
                "openai.api.key",
                "sk-1",
                "speech.settle.timeout",
                settleTimeout));
        Connections connections = new Connections(settings.limits());
        opened.add(connections);
        Request request = new Request("en", List.of("Antiphon", "Zoë"), List.of(), false);
        return new OpenAiRecognizer(settings.openAi(), connections).open(request, heard);
    }

    /** The parts of a form by their names, as RFC 7578 lays them out. */
    private static Map<String, String> parts(HttpPeer.Request request) {
        String boundary = request.contentType().replaceFirst("^multipart/form-data; boundary=", "");
        Map<String, String> parts = new TreeMap<>();
        String[] pieces = request.body().split("--" + boundary, -1);
        assertEquals("--\r\n", pieces[pieces.length - 1]);
        for (int at = 1; at < pieces.length - 1; at++) {
            String[] headAndBody = pieces[at].split("\r\n\r\n", 2);
            String name = headAndBody[0].replaceFirst("(?s).*[ ;]name=\"([^\"]*)\".*", "$1");
            parts.put(name, headAndBody[1].substring(0, headAndBody[1].length() - 2));
        }
        return parts;
    }

    private static String utf8(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Test
    void an_utterance_is_sent_whole_with_what_came_just_before() throws IOException {
        try (HttpPeer peer = HttpPeer.start(UNDERSTANDS);
                Recognition recognition = open(peer)) {
            Sounds.pause(recognition, 100);
            Sounds.speak(recognition, 20);
            Sounds.pause(recognition, 10);
            recognition.settle();
            assertEquals(Words.settled("A flat white, please."), heard.words());
            HttpPeer.Request request = peer.request();
            assertEquals("POST /v1/audio/transcriptions", request.method() + " " + request.target());
            assertEquals("Bearer sk-1", request.authorization());
            Map<String, String> parts = parts(request);
            assertEquals("gpt-4o-mini-transcribe", parts.get("model"));
            assertEquals("en", parts.get("language"));
            assertEquals("json", parts.get("response_format"));
            assertEquals("Antiphon, Zoë", utf8(parts.getOrDefault("prompt", "")));
            Wav wav = Wav.read(
                    new ByteArrayInputStream(parts.getOrDefault("file", "").getBytes(StandardCharsets.ISO_8859_1)));
            assertEquals(16_000, wav.sampleRateHz());
            assertEquals((15 + 20 + 10) * 320, wav.samples().length, "up to 300 ms from before the first voiced frame");
            assertArrayEquals(Sounds.voice().samples(), Arrays.copyOfRange(wav.samples(), 15 * 320, 16 * 320));
        }
    }

    @Test
    void a_pause_in_which_nothing_was_said_asks_nobody() {
        AtomicInteger asked = new AtomicInteger();
        try (HttpPeer peer = HttpPeer.start(exchange -> asked.incrementAndGet());
                Recognition recognition = open(peer)) {
            Sounds.pause(recognition, 50);
            Sounds.speak(recognition, 2);
            recognition.settle();
            assertEquals(Words.settled(""), heard.words(), "a click is no word");
            assertEquals(0, asked.get());
        }
    }

    @Test
    void utterances_are_answered_in_order() {
        CountDownLatch secondAsked = new CountDownLatch(1);
        AtomicInteger requests = new AtomicInteger();
        HttpHandler numbering = exchange -> {
            int number = requests.incrementAndGet();
            if (number == 1) {
                Patience.await(secondAsked);
            }
            HttpPeer.answer(exchange, 200, "{\"text\": \"" + number + "\"}");
        };
        try (HttpPeer peer = HttpPeer.start(numbering);
                Recognition recognition = open(peer)) {
            Sounds.speak(recognition, 10);
            recognition.settle();
            Sounds.speak(recognition, 10);
            recognition.settle();
            secondAsked.countDown();
            assertEquals(Words.settled("1"), heard.words());
            assertEquals(Words.settled("2"), heard.words());
        }
    }

    @Test
    void a_wrong_key_is_told_without_the_key_and_is_not_worth_another_try() {
        SpeechFailure failure = failureAfter(
                exchange -> HttpPeer.answer(exchange, 401, "{\"error\": {\"code\": \"invalid_api_key\"}}"));
        assertFalse(failure.retryable());
        assertFalse(failure.toString().contains("sk-1"));
    }

    @Test
    void a_server_that_is_busy_or_breaks_off_may_be_tried_again() {
        assertTrue(
                failureAfter(exchange -> HttpPeer.answer(exchange, 429, "{}")).retryable());
        assertTrue(
                failureAfter(exchange -> HttpPeer.answer(exchange, 503, "{}")).retryable());
        assertTrue(failureAfter(exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('{');
                })
                .retryable());
    }

    @Test
    void an_answer_without_text_is_a_failure() {
        assertFalse(failureAfter(exchange -> HttpPeer.answer(exchange, 200, "<html>"))
                .retryable());
        assertFalse(
                failureAfter(exchange -> HttpPeer.answer(exchange, 200, "{}")).retryable());
    }

    @Test
    void a_slow_server_is_a_failure_in_time_and_the_next_utterance_is_heard() {
        settleTimeout = "PT3S";
        CountDownLatch patience = new CountDownLatch(1);
        AtomicInteger requests = new AtomicInteger();
        HttpHandler slowAtFirst = exchange -> {
            if (requests.incrementAndGet() == 1) {
                Patience.await(patience);
            } else {
                HttpPeer.answer(exchange, 200, "{\"text\": \"Again.\"}");
            }
        };
        try (HttpPeer peer = HttpPeer.start(slowAtFirst);
                Recognition recognition = open(peer)) {
            Sounds.speak(recognition, 10);
            recognition.settle();
            SpeechFailure failure = heard.failure();
            assertTrue(failure.retryable());
            assertEquals("It did not answer within the time allowed.", failure.reason());
            Sounds.speak(recognition, 10);
            recognition.settle();
            assertEquals(Words.settled("Again."), heard.words());
            patience.countDown();
        }
    }

    private SpeechFailure failureAfter(HttpHandler answer) {
        try (HttpPeer peer = HttpPeer.start(answer);
                Recognition recognition = open(peer)) {
            Sounds.speak(recognition, 10);
            recognition.settle();
            return heard.failure();
        }
    }
}
