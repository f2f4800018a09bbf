package antiphon.speech.deepgram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechRecognizer.Recognition;
import antiphon.speech.SpeechRecognizer.Request;
import antiphon.speech.SpeechRecognizer.Words;
import antiphon.speech.SpeechSettings;
import antiphon.speech.SpeechUnavailable;
import antiphon.speech.parts.Connections;
import antiphon.speech.peers.DeepgramPeer;
import antiphon.speech.peers.Heard;
import antiphon.speech.peers.HttpPeer;
import antiphon.speech.peers.SocketPeer;
import antiphon.speech.peers.Sounds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeepgramRecognizerTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Request ENGLISH =
            new Request("en", List.of("Antiphon", "flat white"), List.of("A coffee shop."), false);

    private final Heard heard = new Heard();
    private String settleTimeout = "PT15S";
    private Connections connections =
            new Connections(settings("http://127.0.0.1:1", "x").limits());

    @AfterEach
    void close() {
        connections.close();
    }

    private SpeechSettings settings(String baseUrl, String key) {
        return Sounds.settings(Map.of(
                "deepgram.base.url", baseUrl,
                "deepgram.api.key", key,
                "speech.settle.timeout", settleTimeout,
                "speech.deepgram.finalize.timeout", "PT0.1S",
                "speech.provider.calls", "1"));
    }

    private DeepgramRecognizer recognizer(String baseUrl, String key, Duration keepAlive) {
        SpeechSettings settings = settings(baseUrl, key);
        connections.close();
        connections = new Connections(settings.limits());
        return new DeepgramRecognizer(settings.deepgram(), connections, keepAlive);
    }

    private Recognition open(DeepgramPeer peer) {
        return recognizer(peer.baseUrl(), DeepgramPeer.KEY, LONG).open(ENGLISH, heard);
    }

    /** Understands a first segment after 0.2 s, a guess after 0.4 s and the rest when told to finalize. */
    private static final class Order implements DeepgramPeer.Script {
        private int said;

        @Override
        public void sound(WebSocket client, double seconds) {
            if (said == 0 && seconds > 0.2) {
                said++;
                client.send(DeepgramPeer.results("Hello there.", 0.2, true, false));
            } else if (said == 1 && seconds > 0.4) {
                said++;
                client.send(DeepgramPeer.results("a flat", 0.4, false, false));
            }
        }

        @Override
        public void finalizing(WebSocket client, double seconds) {
            client.send(DeepgramPeer.results("A flat white, please.", seconds, true, true));
        }
    }

    @Test
    void what_a_caller_says_is_guessed_and_then_settled_once() {
        try (DeepgramPeer peer = DeepgramPeer.start(new Order());
                Recognition recognition = open(peer)) {
            Sounds.speak(recognition, 30);
            assertEquals(new Words("Hello there.", false, 0.9), heard.words());
            assertEquals(new Words("Hello there. a flat", false, 0.9), heard.words());
            recognition.settle();
            assertEquals(new Words("Hello there. A flat white, please.", true, 0.9), heard.words());
            recognition.settle();
            assertEquals("A flat white, please.", heard.settled().text(), "the next turn begins with nothing");
            assertTrue(heard.isQuiet());
            assertEquals(List.of(), peer.complaints());
        }
    }

    @Test
    void the_connection_asks_for_what_the_call_needs() {
        try (DeepgramPeer peer = DeepgramPeer.start(new Order());
                Recognition recognition = open(peer)) {
            Sounds.speak(recognition, 1);
            String request = peer.request();
            assertTrue(request.startsWith("/v1/listen?"), request);
            assertEquals(
                    List.of(
                            "channels=1",
                            "encoding=linear16",
                            "interim_results=true",
                            "keyterm=Antiphon",
                            "keyterm=flat white",
                            "language=en",
                            "model=nova-3",
                            "punctuate=true",
                            "sample_rate=16000"),
                    SocketPeer.query(request));
        }
    }

    @Test
    void a_pause_after_everything_was_settled_is_answered_though_deepgram_says_nothing() {
        DeepgramPeer.Script eager = new DeepgramPeer.Script() {
            private boolean said;

            @Override
            public void sound(WebSocket client, double seconds) {
                if (!said && seconds > 0.19) {
                    said = true;
                    client.send(DeepgramPeer.results("Yes.", seconds, true, false));
                }
            }
        };
        try (DeepgramPeer peer = DeepgramPeer.start(eager);
                Recognition recognition = open(peer)) {
            Sounds.speak(recognition, 10);
            assertEquals(new Words("Yes.", false, 0.9), heard.words());
            Sounds.pause(recognition, 20);
            recognition.settle();
            assertEquals("Finalize", peer.control());
            assertEquals(new Words("Yes.", true, 0.9), heard.words());
        }
    }

    @Test
    void a_guess_that_deepgram_leaves_open_is_waited_for() {
        CompletableFuture<WebSocket> client = new CompletableFuture<>();
        DeepgramPeer.Script hesitant = new DeepgramPeer.Script() {
            @Override
            public void sound(WebSocket from, double seconds) {
                if (seconds > 0.19 && !client.isDone()) {
                    from.send(DeepgramPeer.results("ye", seconds, false, false));
                    client.complete(from);
                }
            }
        };
        try (DeepgramPeer peer = DeepgramPeer.start(hesitant);
                Recognition recognition = open(peer)) {
            Sounds.speak(recognition, 10);
            assertEquals("ye", heard.words().text());
            recognition.settle();
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
                    .execute(() -> client.join().send(DeepgramPeer.results("Yes.", 0.2, true, false)));
            assertEquals(new Words("Yes.", true, 0.9), heard.settled(), "though it is not marked as the answer");
        }
    }

    @Test
    void silence_alone_settles_to_no_words() {
        try (DeepgramPeer peer = DeepgramPeer.start(new DeepgramPeer.Script() {});
                Recognition recognition = open(peer)) {
            Sounds.pause(recognition, 10);
            recognition.settle();
            assertEquals(Words.settled(""), heard.words());
        }
    }

    @Test
    void words_that_are_never_settled_are_a_failure_in_time() {
        settleTimeout = "PT0.3S";
        try (DeepgramPeer peer = DeepgramPeer.start(new DeepgramPeer.Script() {});
                Recognition recognition = open(peer)) {
            Sounds.speak(recognition, 20);
            recognition.settle();
            SpeechFailure failure = heard.failure();
            assertTrue(failure.retryable());
            assertEquals("It did not answer within the time allowed.", failure.reason());
            recognition.settle();
            assertEquals(failure, heard.failure(), "whoever asks again is not left waiting");
            peer.closed();
        }
    }

    @Test
    void a_connection_that_drops_while_the_caller_speaks_may_be_tried_again() {
        try (DeepgramPeer peer = DeepgramPeer.start(new Order());
                Recognition recognition = open(peer)) {
            Sounds.speak(recognition, 15);
            assertEquals("Hello there.", heard.words().text());
            peer.hangUp();
            Sounds.speak(recognition, 1000);
            assertTrue(heard.failure().retryable());
            recognition.hear(Sounds.voice(), true);
            assertTrue(heard.isQuiet(), "told once");
        }
    }

    @Test
    void a_wrong_key_is_told_without_the_key_and_is_not_worth_another_try() {
        try (HttpPeer door = HttpPeer.start(exchange -> HttpPeer.answer(
                exchange,
                exchange.getRequestHeaders().getFirst("Authorization").equals("Token dg-right") ? 500 : 401,
                "{\"err_code\": \"INVALID_AUTH\", \"err_msg\": \"Invalid credentials.\", \"request_id\": \"1\"}"))) {
            DeepgramRecognizer recognizer = recognizer(door.baseUrl(), "dg-wrong", LONG);
            try (Recognition recognition = recognizer.open(ENGLISH, heard)) {
                Sounds.speak(recognition, 3);
                SpeechFailure failure = heard.failure();
                assertFalse(failure.retryable());
                assertFalse(failure.toString().contains("dg-wrong"));
                assertEquals("Token dg-wrong", door.request().authorization());
            }
        }
    }

    @Test
    void a_quiet_line_is_kept_alive() {
        try (DeepgramPeer peer = DeepgramPeer.start(new DeepgramPeer.Script() {});
                Recognition recognition = recognizer(peer.baseUrl(), DeepgramPeer.KEY, Duration.ofMillis(20))
                        .open(ENGLISH, heard)) {
            assertEquals("KeepAlive", peer.control());
        }
    }

    @Test
    void a_call_that_ends_says_so_and_leaves_its_seat() {
        try (DeepgramPeer peer = DeepgramPeer.start(new Order())) {
            DeepgramRecognizer recognizer = recognizer(peer.baseUrl(), DeepgramPeer.KEY, LONG);
            Recognition first = recognizer.open(ENGLISH, heard);
            peer.request();
            assertThrows(SpeechUnavailable.class, () -> recognizer.open(ENGLISH, heard));
            first.close();
            first.close();
            assertEquals("CloseStream", peer.control());
            assertEquals(1000, peer.closed());
            try (Recognition second = recognizer.open(ENGLISH, heard)) {
                Sounds.speak(second, 1);
                peer.request();
            }
            assertTrue(heard.isQuiet(), "nothing is told after the end");
        }
    }
}
