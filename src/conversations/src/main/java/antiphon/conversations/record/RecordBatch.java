package antiphon.conversations.record;

import antiphon.call.CallEnd;
import java.time.Instant;
import java.util.List;

/** What is to be kept in one transaction: turns as they stand now, and conversations that ended. */
record RecordBatch(List<Turn> turns, List<End> ends) {
    /** @param llm the model that answers in this conversation */
    record Turn(String conversationId, TranscriptEntry entry, String llm) {}

    record End(String conversationId, CallEnd end, Instant at) {}

    boolean isEmpty() {
        return turns.isEmpty() && ends.isEmpty();
    }
}
