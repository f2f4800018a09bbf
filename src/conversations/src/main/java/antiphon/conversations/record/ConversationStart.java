package antiphon.conversations.record;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a conversation when it begins.
 *
 * @param authorizationMethod how the caller was let in, in the contract's word
 * @param source which client, in the contract's word
 * @param sourceVersion at most 50 characters
 * @param clientData the opening message as the client sent it
 * @param wordsKept whether what was said outlives what is done after the call
 * @param llm the model that answers first
 * @param features as {@link Features#offered} read them
 */
public record ConversationStart(
        String id,
        AgentReference agent,
        Instant startedAt,
        String authorizationMethod,
        String source,
        Optional<String> sourceVersion,
        String language,
        boolean textOnly,
        boolean voiceRecorded,
        boolean wordsKept,
        Optional<String> userId,
        String environment,
        JsonObject clientData,
        String llm,
        JsonObject features) {

    /** Whether what happens is written down whole, sound and all: only where both may be kept. */
    public boolean journalKept() {
        return wordsKept && (textOnly || voiceRecorded);
    }

    public record AgentReference(String id, String name, Optional<String> versionId, Optional<String> branchId) {}
}
