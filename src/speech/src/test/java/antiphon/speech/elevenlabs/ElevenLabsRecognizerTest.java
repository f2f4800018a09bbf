package antiphon.speech.elevenlabs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechRecognizer.Recognition;
import antiphon.speech.SpeechRecognizer.Request;
import antiphon.speech.SpeechRecognizer.Words;
import antiphon.speech.SpeechSettings;
import antiphon.speech.parts.Connections;
import antiphon.speech.peers.ElevenLabsPeer;
import antiphon.speech.peers.Heard;
import antiphon.speech.peers.HttpPeer;
import antiphon.speech.peers.SocketPeer;
import antiphon.speech.peers.Sounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.java_websocket.WebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ElevenLabsRecognizerTest {
    private static final Request ENGLISH =
            new Request("en", List.of("Antiphon", "a keyword far too long for them"), List.of("A coffee shop."), false);

    private final Heard heard = new Heard();
    private String settleTimeout = "PT15S";
    private final List<Connections> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Connections::close);
    }

    private Recognition open(String baseUrl, String key) {
        SpeechSettings settings = Sounds.settings(Map.of(
                "elevenlabs.base.url", baseUrl, "elevenlabs.api.key", key, "speech.settle.timeout", settleTimeout));
        Connections connections = new Connections(settings.limits());
        opened.add(connections);
        return new ElevenLabsRecognizer(settings.elevenLabs(), connections).open(ENGLISH, heard);
    }

    /** Guesses once there is enough to guess at, and tells how much sound it was given when told to commit. */
    private static final class Order implements ElevenLabsPeer.Script {
        private boolean guessed;

        @Override
        public void sound(WebSocket client, double seconds) {
            if (!guessed && seconds > 0.3) {
                guessed = true;
                client.send(ElevenLabsPeer.message("partial_transcript", "text", "a flat"));
            }
        }

        @Override
        public void committed(WebSocket client, double seconds) {
            String text = "Heard %d ms.".formatted(Math.round(seconds * 1000));
            client.send(ElevenLabsPeer.message("committed_transcript", "text", text));
        }
    }

    @Test
    void what_a_caller_says_is_guessed_and_then_settled_once() {
        try (ElevenLabsPeer peer = ElevenLabsPeer.start(new Order());
                Recognition recognition = open(peer.baseUrl(), ElevenLabsPeer.KEY)) {
            Sounds.speak(recognition, 33);
            assertEquals(Words.interim("a flat"), heard.words());
            recognition.settle();
            assertEquals(Words.settled("Heard 660 ms."), heard.words());
            Sounds.speak(recognition, 20);
            recognition.settle();
            assertEquals(Words.settled("Heard 400 ms."), heard.words());
            assertTrue(heard.isQuiet());
            assertEquals(List.of(), peer.complaints());
        }
    }

    @Test
    void the_connection_asks_for_what_the_call_needs() {
        try (ElevenLabsPeer peer = ElevenLabsPeer.start(new Order());
                Recognition recognition = open(peer.baseUrl(), ElevenLabsPeer.KEY)) {
            Sounds.speak(recognition, 1);
            String request = peer.request();
            assertTrue(request.startsWith("/v1/speech-to-text/realtime?"), request);
            assertEquals(
                    List.of(
                            "audio_format=pcm_16000",
                            "commit_strategy=manual",
                            "keyterms=Antiphon",
                            "language_code=en",
                            "model_id=scribe_v2_realtime"),
                    SocketPeer.query(request));
        }
    }

    @Test
    void a_commit_of_very_little_sound_is_filled_up_with_silence() {
        try (ElevenLabsPeer peer = ElevenLabsPeer.start(new Order());
                Recognition recognition = open(peer.baseUrl(), ElevenLabsPeer.KEY)) {
            Sounds.speak(recognition, 2);
            recognition.settle();
            assertEquals(Words.settled("Heard 320 ms."), heard.settled());
            assertEquals(List.of(), peer.complaints());
        }
    }

    @Test
    void a_sound_without_words_settles_to_none() {
        ElevenLabsPeer.Script deaf = new ElevenLabsPeer.Script() {
            @Override
            public void committed(WebSocket client, double seconds) {
                client.send(ElevenLabsPeer.message("insufficient_audio_activity", "error", "Not enough speech"));
            }
        };
        try (ElevenLabsPeer peer = ElevenLabsPeer.start(deaf);
                Recognition recognition = open(peer.baseUrl(), ElevenLabsPeer.KEY)) {
            Sounds.pause(recognition, 30);
            recognition.settle();
            assertEquals(Words.settled(""), heard.words());
        }
    }

    @Test
    void errors_say_whether_another_try_makes_sense() {
        assertFalse(failureAfter("auth_error").retryable());
        assertFalse(failureAfter("quota_exceeded").retryable());
        assertTrue(failureAfter("rate_limited").retryable());
        assertTrue(failureAfter("transcriber_error").retryable());
    }

    private SpeechFailure failureAfter(String error) {
        ElevenLabsPeer.Script failing = new ElevenLabsPeer.Script() {
            @Override
            public void committed(WebSocket client, double seconds) {
                client.send(ElevenLabsPeer.message(error, "error", "something said: secret words"));
                client.close(1000, error);
            }
        };
        try (ElevenLabsPeer peer = ElevenLabsPeer.start(failing);
                Recognition recognition = open(peer.baseUrl(), ElevenLabsPeer.KEY)) {
            Sounds.speak(recognition, 20);
            recognition.settle();
            SpeechFailure failure = heard.failure();
            assertEquals("It reported " + error + ".", failure.reason());
            return failure;
        }
    }

    @Test
    void words_that_are_never_settled_are_a_failure_in_time() {
        settleTimeout = "PT0.3S";
        try (ElevenLabsPeer peer = ElevenLabsPeer.start(new ElevenLabsPeer.Script() {});
                Recognition recognition = open(peer.baseUrl(), ElevenLabsPeer.KEY)) {
            Sounds.speak(recognition, 20);
            recognition.settle();
            assertTrue(heard.failure().retryable());
            peer.closed();
        }
    }

    @Test
    void a_connection_that_drops_while_the_caller_speaks_may_be_tried_again() {
        try (ElevenLabsPeer peer = ElevenLabsPeer.start(new Order());
                Recognition recognition = open(peer.baseUrl(), ElevenLabsPeer.KEY)) {
            Sounds.speak(recognition, 20);
            assertEquals("a flat", heard.words().text());
            peer.hangUp();
            assertTrue(heard.failure().retryable());
        }
    }

    @Test
    void a_key_refused_at_the_door_is_told_without_the_key() {
        try (HttpPeer door = HttpPeer.start(exchange -> HttpPeer.answer(exchange, 403, "{\"detail\": {}}"));
                Recognition recognition = open(door.baseUrl(), "el-wrong")) {
            SpeechFailure failure = heard.failure();
            assertFalse(failure.retryable());
            assertFalse(failure.toString().contains("el-wrong"));
            recognition.settle();
            assertEquals(failure, heard.failure());
        }
    }

    @Test
    void a_call_that_ends_closes_its_connection() {
        try (ElevenLabsPeer peer = ElevenLabsPeer.start(new Order())) {
            Recognition recognition = open(peer.baseUrl(), ElevenLabsPeer.KEY);
            peer.request();
            recognition.close();
            assertEquals(1000, peer.closed());
            assertTrue(heard.isQuiet());
        }
    }
}
