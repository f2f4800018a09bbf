package antiphon.speech.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.speech.SpeechFailure;
import antiphon.speech.peers.Patience;
import antiphon.speech.peers.Sounds;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class ProviderSocketTest {
    private final BlockingQueue<SpeechFailure> lost = new LinkedBlockingQueue<>();
    private final ProviderSocket.Listener listener = new ProviderSocket.Listener() {
        @Override
        public void received(JsonNode message) {}

        @Override
        public void lost(SpeechFailure failure) {
            lost.add(failure);
        }
    };

    private ProviderSocket open(Connections connections, int port) {
        URI address = URI.create("ws://127.0.0.1:" + port + "/");
        return ProviderSocket.open(connections, "someone", address, new ProviderSocket.KeyHeader("Key", "k"), listener);
    }

    private static Connections connections(String connectTimeout) {
        return new Connections(Sounds.settings(Map.of("speech.connect.timeout", connectTimeout))
                .limits());
    }

    /** Takes connections and never says a word. */
    private static ServerSocket mute() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @Test
    void a_provider_that_does_not_pick_up_is_a_failure_in_time() throws IOException {
        try (ServerSocket mute = mute();
                Connections connections = connections("PT0.2S")) {
            open(connections, mute.getLocalPort());
            SpeechFailure failure = Patience.next(lost);
            assertTrue(failure.retryable());
            assertEquals("It did not answer within the time allowed.", failure.reason());
        }
    }

    @Test
    void nobody_at_the_address_is_a_failure_that_may_pass() throws IOException {
        int nobody;
        try (ServerSocket gone = mute()) {
            nobody = gone.getLocalPort();
        }
        try (Connections connections = connections("PT5S")) {
            open(connections, nobody);
            assertTrue(Patience.next(lost).retryable());
        }
    }

    @Test
    void sound_that_is_not_taken_does_not_pile_up_for_ever() throws IOException {
        try (ServerSocket mute = mute();
                Connections connections = connections("PT30S")) {
            ProviderSocket socket = open(connections, mute.getLocalPort());
            for (int frame = 0; frame <= ProviderSocket.MOST_WAITING; frame++) {
                socket.send(new byte[640]);
            }
            assertEquals("It takes the sound too slowly.", Patience.next(lost).reason());
        }
    }

    @Test
    void whoever_speaks_after_the_connections_were_closed_trips_over_nothing() throws IOException {
        try (ServerSocket mute = mute()) {
            Connections connections = connections("PT30S");
            ProviderSocket socket = open(connections, mute.getLocalPort());
            socket.close();
            connections.close();
            socket.send(new byte[640]);
            assertTrue(lost.isEmpty(), "nothing is told after a close");
            assertTrue(connections.later(Duration.ofMillis(1), () -> {}).isDone());
            open(connections, mute.getLocalPort());
            assertEquals("someone", Patience.next(lost).provider());
        }
    }

    @Test
    void the_key_is_in_no_text() {
        assertEquals("Key", new ProviderSocket.KeyHeader("Key", "secret").toString());
    }
}
