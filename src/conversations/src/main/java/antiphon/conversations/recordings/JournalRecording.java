package antiphon.conversations.recordings;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** The journal of one call being kept. Any thread; nothing blocks, the recorder's thread writes. */
public final class JournalRecording implements Growing, Consumer<byte[]> {
    /** What may wait to be written. Beyond it the disk stands still, and the journal ends there rather than with a hole. */
    private static final int MOST_BYTES = 16 << 20;

    private final String name;
    private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private boolean full;
    private boolean ended;

    JournalRecording(String name) {
        this.name = name;
    }

    /** The next record, as it is to stand in the journal. */
    @Override
    public synchronized void accept(byte[] entry) {
        full |= waiting.size() + entry.length > MOST_BYTES;
        if (!full && !ended) {
            waiting.writeBytes(entry);
        }
    }

    /** Nothing more happens. */
    public synchronized void end() {
        ended = true;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized boolean ended() {
        return ended;
    }

    @Override
    public synchronized byte[] take() {
        byte[] taken = waiting.toByteArray();
        waiting = new ByteArrayOutputStream();
        return taken;
    }
}
