package antiphon.conversations.record;

import jakarta.persistence.EntityManager;

/** The desk that knows what agents said aloud. */
public final class SpokenDesk {
    private SpokenDesk() {}

    public static SpokenCharacters over(EntityManager entities) {
        SpokenCharacters desk = new SpokenCharacters();
        desk.entities = entities;
        return desk;
    }
}
