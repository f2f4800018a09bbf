package antiphon.conversations.record;

import antiphon.agents.redaction.Redaction;
import antiphon.call.CallEnd;
import java.time.Instant;
import java.util.List;

/** What is to be kept in one transaction: turns as they stand now, and conversations that ended. */
record RecordBatch(List<Turn> turns, List<End> ends) {
    /**
     * @param entry as it was said
     * @param llm the model that answers in this conversation
     * @param redaction what is to be taken out before it is written
     */
    record Turn(String conversationId, TranscriptEntry entry, String llm, Redaction redaction) {
        ConversationTurn written() {
            TranscriptEntry storable = entry.storable();
            return new ConversationTurn(
                    conversationId, redaction.isNone() ? storable : storable.redacted(redaction), llm);
        }
    }

    record End(String conversationId, CallEnd end, Instant at) {}

    boolean isEmpty() {
        return turns.isEmpty() && ends.isEmpty();
    }
}
