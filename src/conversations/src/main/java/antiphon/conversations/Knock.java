package antiphon.conversations;

import java.util.Optional;

/**
 * Somebody asks to be connected to an agent.
 *
 * @param signature the {@code conversation_signature} of a signed URL
 * @param apiKey a key to the API, sent by servers
 * @param origin the browser's {@code Origin} header
 */
public record Knock(
        String agentId,
        Optional<String> signature,
        Optional<String> apiKey,
        Optional<String> origin,
        Optional<String> branchId,
        Optional<String> versionId,
        Optional<String> environment) {}
