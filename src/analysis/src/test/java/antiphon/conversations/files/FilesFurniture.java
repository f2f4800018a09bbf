package antiphon.conversations.files;

import jakarta.persistence.EntityManager;

/** What callers left, as far as it is looked for. */
public final class FilesFurniture {
    private FilesFurniture() {}

    public static LeftFiles over(EntityManager entities) {
        LeftFiles files = new LeftFiles();
        files.entities = entities;
        return files;
    }
}
