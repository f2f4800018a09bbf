package antiphon.conversations.history;

import antiphon.conversations.files.FilesFurniture;
import antiphon.conversations.record.RecordFurniture;
import antiphon.conversations.record.Records;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;

/** Past conversations, put together by hand. */
public final class HistoryFurniture {
    private HistoryFurniture() {}

    public static PastConversations past(EntityManager entities, RecordFurniture record, InstantSource clock) {
        return past(entities, record, RecordFurniture.records(), clock);
    }

    /** With the place where their sound lies. */
    public static PastConversations past(
            EntityManager entities, RecordFurniture record, Records records, InstantSource clock) {
        PastConversations past = new PastConversations();
        past.conversations = record.conversations();
        past.histories = lists(entities, record);
        past.analyses = record.analyses();
        past.files = FilesFurniture.over(entities);
        past.records = records;
        past.clock = clock;
        return past;
    }

    public static Histories lists(EntityManager entities, RecordFurniture record) {
        Histories histories = new Histories();
        histories.entities = entities;
        histories.analyses = record.analyses();
        return histories;
    }
}
