package antiphon.conversations.history;

import antiphon.conversations.files.FilesFurniture;
import antiphon.conversations.record.RecordFurniture;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;

/** Past conversations, put together by hand. */
public final class HistoryFurniture {
    private HistoryFurniture() {}

    public static PastConversations past(EntityManager entities, RecordFurniture record, InstantSource clock) {
        Histories histories = new Histories();
        histories.entities = entities;
        histories.analyses = record.analyses();
        PastConversations past = new PastConversations();
        past.conversations = record.conversations();
        past.histories = histories;
        past.analyses = record.analyses();
        past.files = FilesFurniture.over(entities);
        past.records = RecordFurniture.records();
        past.clock = clock;
        return past;
    }
}
