package antiphon.conversations.record;

import antiphon.conversations.blobs.BlobStore;
import antiphon.conversations.recordings.Recorder;
import antiphon.conversations.recordings.Recordings;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;

/** The desks of the record put together by hand, for tests of rooms that stand on it. */
public final class RecordFurniture {
    private final Conversations conversations = new Conversations();
    private final Analyses analyses = new Analyses();
    private final PostCalls postCalls = new PostCalls();
    private final Retentions retentions = new Retentions();

    public RecordFurniture(EntityManager entities, InstantSource clock) {
        conversations.entities = entities;
        analyses.entities = entities;
        analyses.clock = clock;
        postCalls.entities = entities;
        postCalls.clock = clock;
        retentions.entities = entities;
        retentions.conversations = conversations;
        retentions.analyses = analyses;
        retentions.clock = clock;
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

    public Retentions retentions() {
        return retentions;
    }

    /** What lies beside the records of a server, in a store of blobs. */
    public static Records records(BlobStore blobs, String server, InstantSource clock) {
        return new Records() {
            @Override
            public BlobStore blobs() {
                return blobs;
            }

            @Override
            public Recordings recordings() {
                return new Recordings(blobs, new Recorder(blobs, clock));
            }

            @Override
            public ServerIdentity server() {
                return new ServerIdentity(server, "run_1");
            }
        };
    }

    /** No sound is kept in these. */
    public static Records records() {
        return new Records();
    }
}
