package antiphon.conversations.history;

import antiphon.conversations.record.Conversation;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A conversation with what lists show of it besides.
 *
 * @param toolNames of the tools that were used in it, each once
 * @param analysis the contract's {@code analysis}, if one was made
 */
record ListedConversation(
        Conversation conversation, List<String> toolNames, List<String> tagIds, Optional<JsonObject> analysis) {}
