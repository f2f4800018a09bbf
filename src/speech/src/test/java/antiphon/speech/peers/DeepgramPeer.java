package antiphon.speech.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.java_websocket.WebSocket;

/**
 * Deepgram's {@code /v1/listen}, as in its reference of live audio and its pages on Finalize, Close Stream and Keep
 * Alive. What it understands of the sound is up to {@link Script}.
 */
public final class DeepgramPeer extends SocketPeer {
    public static final String KEY = "dg-right";
    private static final double BYTES_PER_SECOND = 32_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final Script script;
    private final BlockingQueue<String> controls = new LinkedBlockingQueue<>();
    private double seconds;

    private DeepgramPeer(Script script) {
        super("Authorization", "Token " + KEY);
        this.script = script;
    }

    /** @param seconds of sound that have come in this connection */
    public interface Script {
        default void sound(WebSocket client, double seconds) {}

        default void finalizing(WebSocket client, double seconds) {}
    }

    public static DeepgramPeer start(Script script) {
        DeepgramPeer peer = new DeepgramPeer(script);
        return peer.started(peer);
    }

    /** The type of the next message that is not sound. */
    public String control() {
        return Patience.next(controls);
    }

    @Override
    public void onMessage(WebSocket client, ByteBuffer sound) {
        seconds += sound.remaining() / BYTES_PER_SECOND;
        script.sound(client, seconds);
    }

    @Override
    public void onMessage(WebSocket client, String message) {
        try {
            String type = JSON.readTree(message).path("type").asText();
            controls.add(type);
            switch (type) {
                case "Finalize" -> script.finalizing(client, seconds);
                case "CloseStream" -> {
                    client.send("""
                            {"type": "Metadata", "transaction_key": "deprecated", "request_id": "8c8ebea9",
                             "sha256": "e3b0c442", "created": "2024-08-29T22:37:55.202Z", "duration": 0.0,
                             "channels": 0}""");
                    client.close(1000);
                }
                case "KeepAlive" -> {}
                default -> complain(client, "a message of type " + type);
            }
        } catch (JsonProcessingException notJson) {
            complain(client, "a text that is not JSON");
        }
    }

    /** A segment that ends after this many seconds of sound. */
    public static String results(String text, double endsAtSeconds, boolean isFinal, boolean fromFinalize) {
        return JSON.createObjectNode()
                .put("type", "Results")
                .put("duration", endsAtSeconds)
                .put("start", 0.0)
                .put("is_final", isFinal)
                .put("speech_final", isFinal)
                .put("from_finalize", fromFinalize)
                .<ObjectNode>set(
                        "channel",
                        JSON.createObjectNode()
                                .set(
                                        "alternatives",
                                        JSON.createArrayNode()
                                                .add(JSON.createObjectNode()
                                                        .put("transcript", text)
                                                        .put("confidence", text.isEmpty() ? 0.0 : 0.9))))
                .toString();
    }
}
