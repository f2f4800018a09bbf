package antiphon.conversations;

import java.util.Optional;

/**
 * Somebody asks to be connected to an agent.
 *
 * @param signature the {@code conversation_signature} of a signed URL
 * @param key what was sent as a header or as the subprotocol {@code bearer.…}: a key to the API, or a conversation token,
 *     which is the {@code conversation_signature} of a signed URL by itself
 * @param origin the browser's {@code Origin} header
 */
public record Knock(
        String agentId,
        Optional<String> signature,
        Optional<String> key,
        Optional<String> origin,
        Optional<String> branchId,
        Optional<String> versionId,
        Optional<String> environment) {}
