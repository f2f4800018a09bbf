package antiphon.conversations.recordings;

import antiphon.conversations.blobs.BlobStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes the sound and the journals of all open calls to their blobs, a little at a time. A crash loses at most
 * {@link #BETWEEN_WRITES} and {@link #BEHIND} of the sound.
 */
public final class Recorder {
    /** How often {@link #write} wants to be called. */
    public static final Duration BETWEEN_WRITES = Duration.ofMillis(250);

    /**
     * How far the written sound stays behind what is heard: as long as that, a caller's frames may be on their way together
     * and still be written where they belong.
     */
    static final Duration BEHIND = Duration.ofMillis(500);

    private static final Logger LOG = System.getLogger(Recorder.class.getName());

    private final BlobStore blobs;
    private final InstantSource clock;
    private final Map<String, Growing> open = new ConcurrentHashMap<>();

    /** @param clock one that is never set forward or back */
    public Recorder(BlobStore blobs, InstantSource clock) {
        this.blobs = blobs;
        this.clock = clock;
    }

    /** A conversation's sound, from now on. */
    public CallRecording begin(String conversationId) {
        CallRecording recording = new CallRecording(Recordings.soundOf(conversationId), clock);
        open.put(recording.name(), recording);
        return recording;
    }

    /** A conversation's journal. */
    public JournalRecording beginJournal(String conversationId) {
        JournalRecording journal = new JournalRecording(Recordings.journalOf(conversationId));
        open.put(journal.name(), journal);
        return journal;
    }

    /** Brings every open call's blobs up to date and completes those that ended. */
    public synchronized void write() {
        open.values().forEach(this::write);
    }

    /** Nothing more is written of this conversation, though its call may go on. */
    synchronized void forget(String conversationId) {
        open.remove(Recordings.soundOf(conversationId));
        open.remove(Recordings.journalOf(conversationId));
    }

    private void write(Growing growing) {
        boolean last = growing.ended();
        try {
            byte[] more = growing.take();
            if (more.length > 0) {
                blobs.append(growing.name(), more);
            }
        } catch (IOException | RuntimeException full) {
            LOG.log(Level.ERROR, "What a call leaves behind cannot be written; the call goes on without", full);
            last = true;
        }
        if (last) {
            open.remove(growing.name(), growing);
            blobs.complete(growing.name());
        }
    }
}
