package antiphon.conversations.client;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What a client may say on the conversation socket: one record for each message of the contract. */
sealed interface ClientMessage {
    /** @param sound raw samples in the agent's {@code user_input_audio_format}, in any length */
    record AudioChunk(byte[] sound) implements ClientMessage {}

    /** @param eventId that of the ping it answers */
    record Pong(long eventId) implements ClientMessage {}

    /** @param text absent when the message merely says that somebody is there */
    record UserMessage(Optional<String> text) implements ClientMessage {}

    record UserActivity() implements ClientMessage {}

    /** @param score absent when an earlier one is taken back */
    record Feedback(int eventId, Optional<Score> score) implements ClientMessage {}

    /** @param result words, or JSON as text where the client sent something else than a string */
    record ClientToolResult(String toolCallId, String result, boolean error) implements ClientMessage {}

    record McpToolApproval(String toolCallId, boolean approved) implements ClientMessage {}

    /** @param contextId a later update with the same id takes this one's place; empty means it stands by itself */
    record ContextualUpdate(String text, String contextId) implements ClientMessage {}

    /** @param content the whole message, whose parts are read where they are needed */
    record Initiation(JsonObject content) implements ClientMessage {}

    /**
     * @param text what was written beside the files
     * @param files the ids of the files, each once
     */
    record Multimodal(Optional<String> text, List<String> files) implements ClientMessage {}

    /**
     * Brings the agent itself, before anything else is said (section 2 of the contract).
     *
     * @param content the whole message, whose parts are read where they are needed
     */
    record EnclaveSetup(JsonObject content) implements ClientMessage {}

    /** A kind of message that is not of this protocol's version; it is passed over. */
    record Unknown(String type) implements ClientMessage {}

    enum Score {
        LIKE,
        DISLIKE
    }
}
