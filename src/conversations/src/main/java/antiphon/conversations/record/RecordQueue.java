package antiphon.conversations.record;

import antiphon.call.CallEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What calls tell of themselves and the database does not know yet. Putting never blocks; a newer state of a turn takes the
 * place of an older one, so a database that stands still costs memory for what was said and no more. Any thread.
 */
public final class RecordQueue {
    private record Place(String conversationId, int position) {}

    private Map<Place, RecordBatch.Turn> turns = new LinkedHashMap<>();
    private List<RecordBatch.End> ends = new ArrayList<>();

    synchronized void turn(RecordBatch.Turn turn) {
        turns.put(new Place(turn.conversationId(), turn.entry().position()), turn);
    }

    synchronized void ended(String conversationId, CallEnd end, Instant at) {
        ends.add(new RecordBatch.End(conversationId, end, at));
    }

    synchronized RecordBatch take() {
        RecordBatch batch = new RecordBatch(List.copyOf(turns.values()), List.copyOf(ends));
        turns = new LinkedHashMap<>();
        ends = new ArrayList<>();
        return batch;
    }

    /** What could not be kept is to be tried again, unless something newer came meanwhile. */
    synchronized void giveBack(RecordBatch batch) {
        Map<Place, RecordBatch.Turn> all = new LinkedHashMap<>();
        batch.turns()
                .forEach(turn ->
                        all.put(new Place(turn.conversationId(), turn.entry().position()), turn));
        all.putAll(turns);
        turns = all;
        List<RecordBatch.End> allEnds = new ArrayList<>(batch.ends());
        allEnds.addAll(ends);
        ends = allEnds;
    }
}
