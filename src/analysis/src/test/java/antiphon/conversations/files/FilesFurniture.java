package antiphon.conversations.files;

import antiphon.conversations.record.Records;
import jakarta.persistence.EntityManager;

/** What callers left, as far as it is looked for. */
public final class FilesFurniture {
    private FilesFurniture() {}

    public static LeftFiles over(EntityManager entities) {
        LeftFiles files = new LeftFiles();
        files.entities = entities;
        return files;
    }

    /** With the store where they lie. */
    public static LeftFiles over(EntityManager entities, Records records) {
        LeftFiles files = over(entities);
        files.records = records;
        return files;
    }
}
