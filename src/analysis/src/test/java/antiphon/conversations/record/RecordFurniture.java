package antiphon.conversations.record;

import jakarta.persistence.EntityManager;
import java.time.InstantSource;

/** The desks of the record put together by hand, for tests of rooms that stand on it. */
public final class RecordFurniture {
    private final Conversations conversations = new Conversations();
    private final Analyses analyses = new Analyses();
    private final PostCalls postCalls = new PostCalls();

    public RecordFurniture(EntityManager entities, InstantSource clock) {
        conversations.entities = entities;
        analyses.entities = entities;
        analyses.conversations = conversations;
        analyses.clock = clock;
        postCalls.entities = entities;
        postCalls.clock = clock;
    }

    public Conversations conversations() {
        return conversations;
    }

    public Analyses analyses() {
        return analyses;
    }

    public PostCalls postCalls() {
        return postCalls;
    }

    /** No sound is kept in these. */
    public static Records records() {
        return new Records();
    }
}
