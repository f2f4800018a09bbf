package antiphon.conversations.client;

import antiphon.call.CallEnd;
import antiphon.conversations.OpeningRefused;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * How and why a socket is closed (section 4.6 of the realtime contract).
 *
 * @param code of the WebSocket close frame
 * @param errorType of the contract; empty when the end is a normal one
 * @param reason one sentence for the person at the other end
 */
public record Closing(int code, String errorType, String reason) {
    public static final int NORMAL = 1000;
    public static final int FAILURE = 1002;
    public static final int CALLER_ERROR = 1008;
    public static final int UNEXPECTED = 1011;

    /** The contract's name for a server of the agent's owner. */
    private static final String CUSTOM_MODEL = "custom-llm";

    /** The reason of a close frame has room for this many bytes (RFC 6455, section 5.5). */
    private static final int LONGEST_REASON_BYTES = 123;

    public static Closing invalidMessage(String reason) {
        return new Closing(CALLER_ERROR, "invalid_message", reason);
    }

    public static Closing refused(String reason) {
        return new Closing(CALLER_ERROR, "value_error", reason);
    }

    static Closing refused(OpeningRefused refused) {
        return new Closing(CALLER_ERROR, refused.problem().name().toLowerCase(Locale.ROOT), refused.message());
    }

    /** The contract names no error type for a server without room; clients may try again later. */
    public static Closing busy(String reason) {
        return new Closing(UNEXPECTED, "unknown", reason);
    }

    public static Closing unexpected(String reason) {
        return new Closing(UNEXPECTED, "unknown_websocket_crash", reason);
    }

    public static Closing after(CallEnd end) {
        return switch (end.cause()) {
            case CALLER_LEFT, AGENT_HUNG_UP, CALLER_SILENT -> new Closing(NORMAL, "", end.reason());
            case TIME_IS_UP -> new Closing(NORMAL, "max_duration_exceeded", end.reason());
            case MODEL_FAILED ->
                new Closing(
                        FAILURE, end.provider().equals(CUSTOM_MODEL) ? "custom_llm_error" : "llm_error", end.reason());
            case MODEL_SILENT -> new Closing(FAILURE, "llm_timeout", end.reason());
            case MODELS_FAILED -> new Closing(FAILURE, "cascade_brain_error", end.reason());
            case RECOGNIZER_FAILED -> new Closing(FAILURE, "asr_transcription_error", end.reason());
            case SYNTHESIZER_FAILED -> new Closing(FAILURE, "tts_cascade_error", end.reason());
            case GUARDRAIL_TRIGGERED -> new Closing(FAILURE, "safety_violation", end.reason());
            case CALL_BROKE -> unexpected(end.reason());
            case LINE_BROKEN -> new Closing(FAILURE, "transport_receive_timeout", end.reason());
            case SERVER_STOPPED -> new Closing(UNEXPECTED, "unknown", end.reason());
        };
    }

    boolean error() {
        return !errorType.isEmpty();
    }

    /** The reason, cut where it would not fit a close frame. */
    String phrase() {
        byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_REASON_BYTES) {
            return reason;
        }
        int end = LONGEST_REASON_BYTES - 3;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + "…";
    }
}
