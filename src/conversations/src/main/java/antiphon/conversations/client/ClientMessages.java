package antiphon.conversations.client;

import antiphon.api.Refusal;
import antiphon.api.StorableJson;
import antiphon.conversations.client.ClientMessage.AudioChunk;
import antiphon.conversations.client.ClientMessage.ClientToolResult;
import antiphon.conversations.client.ClientMessage.ContextualUpdate;
import antiphon.conversations.client.ClientMessage.EnclaveSetup;
import antiphon.conversations.client.ClientMessage.Feedback;
import antiphon.conversations.client.ClientMessage.Initiation;
import antiphon.conversations.client.ClientMessage.McpToolApproval;
import antiphon.conversations.client.ClientMessage.Multimodal;
import antiphon.conversations.client.ClientMessage.Pong;
import antiphon.conversations.client.ClientMessage.Score;
import antiphon.conversations.client.ClientMessage.Unknown;
import antiphon.conversations.client.ClientMessage.UserActivity;
import antiphon.conversations.client.ClientMessage.UserMessage;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads text frames of the conversation socket. Any thread. */
final class ClientMessages {
    /** A second of 48 kHz sound is 128 kB in base64; nobody has reason to send more than a few seconds at once. */
    static final int LONGEST_CHARACTERS = 1 << 20;

    /** Turns are counted from 1; a judgement of one that cannot be is passed over. */
    private static final int NO_TURN = -1;

    private static final String AUDIO = "user_audio_chunk";
    private static final String AUDIO_ALONE = "{\"" + AUDIO + "\":\"";
    private static final String AUDIO_ALONE_SPACED = "{\"" + AUDIO + "\": \"";
    private static final String AUDIO_ALONE_ENDS = "\"}";

    private ClientMessages() {}

    static ClientMessage read(String text) throws InvalidMessage {
        if (text.length() > LONGEST_CHARACTERS) {
            throw new InvalidMessage("The message has " + text.length() + " characters; at most " + LONGEST_CHARACTERS
                    + " are read. Send sound in smaller chunks.");
        }
        Optional<byte[]> sound = soundAlone(text);
        if (sound.isPresent()) {
            return new AudioChunk(sound.get());
        }
        JsonObject message = object(text);
        if (message.containsKey(AUDIO)) {
            return new AudioChunk(sound(message));
        }
        String type = string(message, "type", "a message");
        return switch (type) {
            case "pong" -> new Pong(integer(message, "event_id", type));
            case "user_message" -> new UserMessage(optionalString(message, "text", type));
            case "user_activity" -> new UserActivity();
            case "feedback" -> feedback(message);
            case "client_tool_result" -> toolResult(message);
            case "mcp_tool_approval_result" ->
                new McpToolApproval(string(message, "tool_call_id", type), flag(message, "is_approved", type));
            case "contextual_update" ->
                new ContextualUpdate(
                        string(message, "text", type),
                        optionalString(message, "context_id", type).orElse(""));
            case "conversation_initiation_client_data" -> new Initiation(message);
            case "enclave_setup_config" -> new EnclaveSetup(message);
            case "multimodal_message" -> multimodal(message);
            default -> new Unknown(type);
        };
    }

    private static JsonObject object(String text) throws InvalidMessage {
        try {
            return StorableJson.read(text);
        } catch (Refusal.Invalid unusable) {
            throw new InvalidMessage("The message cannot be read: "
                    + unusable.problems().getFirst().message() + ". Send one JSON object in each text frame.");
        }
    }

    /**
     * The sound of a message that holds nothing else and is written as all known clients write it, which nearly every message is: it
     * is read without a parser. Any other is empty here, whatever is wrong with it.
     */
    private static Optional<byte[]> soundAlone(String text) {
        String beginning = text.startsWith(AUDIO_ALONE) ? AUDIO_ALONE : AUDIO_ALONE_SPACED;
        int end = text.length() - AUDIO_ALONE_ENDS.length();
        return text.startsWith(beginning) && end >= beginning.length() && text.endsWith(AUDIO_ALONE_ENDS)
                ? decoded(text.substring(beginning.length(), end))
                : Optional.empty();
    }

    private static byte[] sound(JsonObject message) throws InvalidMessage {
        if (!(message.get(AUDIO) instanceof JsonString chunk)) {
            throw new InvalidMessage(AUDIO + " is not a string. Send raw samples in base64.");
        }
        return decoded(chunk.getString())
                .orElseThrow(
                        () -> new InvalidMessage(AUDIO + " is not whole base64. Send each chunk complete and padded."));
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            // Four characters at a time: the decoder itself would take one that was cut for one without padding.
            return base64.length() % 4 == 0 ? Optional.of(Base64.getDecoder().decode(base64)) : Optional.empty();
        } catch (IllegalArgumentException cut) {
            return Optional.empty();
        }
    }

    private static Feedback feedback(JsonObject message) throws InvalidMessage {
        Optional<String> score = optionalString(message, "score", "feedback");
        if (score.isPresent() && !score.get().equals("like") && !score.get().equals("dislike")) {
            throw new InvalidMessage("score of feedback is neither like, dislike nor null.");
        }
        long eventId = integer(message, "event_id", "feedback");
        return new Feedback(
                eventId == (int) eventId ? (int) eventId : NO_TURN,
                score.map(word -> word.equals("like") ? Score.LIKE : Score.DISLIKE));
    }

    /** Python and JavaScript on servers send the tool's result in whatever JSON type it has. */
    private static ClientToolResult toolResult(JsonObject message) throws InvalidMessage {
        String type = "client_tool_result";
        JsonValue result = message.getOrDefault("result", JsonValue.NULL);
        return new ClientToolResult(
                string(message, "tool_call_id", type),
                result instanceof JsonString words ? words.getString() : result.toString(),
                message.containsKey("is_error") && flag(message, "is_error", type));
    }

    /** The browser's client names the first file twice, in {@code file} and in {@code files}. */
    private static Multimodal multimodal(JsonObject message) throws InvalidMessage {
        Optional<String> text = message.get("text") instanceof JsonObject inner
                ? optionalString(inner, "text", "multimodal_message")
                : Optional.empty();
        Set<String> files = new LinkedHashSet<>();
        List<JsonValue> named = new ArrayList<>();
        named.add(message.getOrDefault("file", JsonValue.NULL));
        named.addAll(message.get("files") instanceof JsonArray list ? list : List.of());
        for (JsonValue file : named) {
            if (file instanceof JsonObject one) {
                files.add(string(one, "file_id", "a file of multimodal_message"));
            }
        }
        return new Multimodal(text, List.copyOf(files));
    }

    private static String string(JsonObject message, String name, String of) throws InvalidMessage {
        return optionalString(message, name, of)
                .orElseThrow(() -> new InvalidMessage(name + " is missing from " + of + "."));
    }

    private static Optional<String> optionalString(JsonObject message, String name, String of) throws InvalidMessage {
        JsonValue value = message.getOrDefault(name, JsonValue.NULL);
        if (value instanceof JsonString words) {
            return Optional.of(words.getString());
        }
        if (value.getValueType() == ValueType.NULL) {
            return Optional.empty();
        }
        throw new InvalidMessage(name + " of " + of + " is not a string.");
    }

    private static long integer(JsonObject message, String name, String of) throws InvalidMessage {
        if (message.get(name) instanceof JsonNumber number && number.isIntegral()) {
            return number.longValue();
        }
        throw new InvalidMessage(name + " of " + of + " is missing or not an integer.");
    }

    private static boolean flag(JsonObject message, String name, String of) throws InvalidMessage {
        JsonValue value = message.getOrDefault(name, JsonValue.NULL);
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> throw new InvalidMessage(name + " of " + of + " is missing or not a boolean.");
        };
    }
}
