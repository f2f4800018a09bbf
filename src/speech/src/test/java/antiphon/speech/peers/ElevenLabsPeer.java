package antiphon.speech.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Base64;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;

/**
 * ElevenLabs' {@code /v1/speech-to-text/realtime}, as in its reference of realtime events and its own Python client:
 * refuses a commit of less than 0.3 s, as the service does, and closes.
 */
public final class ElevenLabsPeer extends SocketPeer {
    public static final String KEY = "el-right";
    private static final double BYTES_PER_SECOND = 32_000;
    private static final double FEWEST_COMMITTED_SECONDS = 0.3;
    private static final JsonMapper JSON = new JsonMapper();

    private final Script script;
    private double uncommittedSeconds;

    private ElevenLabsPeer(Script script) {
        super("xi-api-key", KEY);
        this.script = script;
    }

    /** @param seconds of sound that were not committed before */
    public interface Script {
        default void sound(WebSocket client, double seconds) {}

        default void committed(WebSocket client, double seconds) {}
    }

    public static ElevenLabsPeer start(Script script) {
        ElevenLabsPeer peer = new ElevenLabsPeer(script);
        return peer.started(peer);
    }

    public static String message(String type, String name, String value) {
        return JSON.createObjectNode()
                .put("message_type", type)
                .put(name, value)
                .toString();
    }

    @Override
    public void onOpen(WebSocket client, ClientHandshake handshake) {
        super.onOpen(client, handshake);
        client.send("""
                {"message_type": "session_started", "session_id": "0b0a72b5",
                 "config": {"sample_rate": 16000, "audio_format": "pcm_16000", "model_id": "scribe_v2_realtime"}}""");
    }

    @Override
    public void onMessage(WebSocket client, String text) {
        try {
            JsonNode message = JSON.readTree(text);
            if (!message.path("message_type").asText().equals("input_audio_chunk")
                    || message.path("sample_rate").asInt() != 16_000
                    || !message.path("commit").isBoolean()) {
                complain(client, "not an input_audio_chunk of 16 kHz");
                return;
            }
            uncommittedSeconds +=
                    Base64.getDecoder().decode(message.path("audio_base_64").asText()).length / BYTES_PER_SECOND;
            hear(client, message.path("commit").asBoolean());
        } catch (JsonProcessingException notJson) {
            complain(client, "a text that is not JSON");
        }
    }

    private void hear(WebSocket client, boolean commit) {
        if (!commit) {
            script.sound(client, uncommittedSeconds);
        } else if (uncommittedSeconds < FEWEST_COMMITTED_SECONDS) {
            client.send(message("commit_throttled", "error", "Commit request ignored"));
            complain(client, "a commit of less than 0.3 s");
        } else {
            double committed = uncommittedSeconds;
            uncommittedSeconds = 0;
            script.committed(client, committed);
        }
    }
}
