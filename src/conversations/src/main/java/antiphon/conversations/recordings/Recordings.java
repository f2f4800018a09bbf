package antiphon.conversations.recordings;

import antiphon.conversations.blobs.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;

/** What was kept of conversations besides their words. Any thread; every method may wait for a disk or a bucket. */
public final class Recordings {
    private final BlobStore blobs;
    private final Recorder recorder;

    public Recordings(BlobStore blobs, Recorder recorder) {
        this.blobs = blobs;
        this.recorder = recorder;
    }

    static String soundOf(String conversationId) {
        return conversationId + ".s16le";
    }

    static String journalOf(String conversationId) {
        return conversationId + ".journal";
    }

    public boolean hasSound(String conversationId) throws IOException {
        return blobs.exists(soundOf(conversationId));
    }

    /**
     * Raw samples: signed 16-bit little-endian, the caller left, the agent right, 16 kHz.
     *
     * @throws NoSuchFileException when there are none
     */
    public InputStream sound(String conversationId) throws IOException {
        return blobs.read(soundOf(conversationId));
    }

    /**
     * What there is of a recording now, as a file.
     *
     * @throws NoSuchFileException when there is none
     */
    public SoundFile file(String conversationId, SoundFile.Format format) throws IOException {
        String name = soundOf(conversationId);
        return new SoundFile(blobs, name, blobs.length(name) / StereoTrack.BYTES_PER_SAMPLE_PAIR, format);
    }

    public boolean hasJournal(String conversationId) throws IOException {
        return blobs.exists(journalOf(conversationId));
    }

    /** @throws NoSuchFileException when there is none */
    public InputStream journal(String conversationId) throws IOException {
        return blobs.read(journalOf(conversationId));
    }

    /** Of a call that is over. No harm when there is none. */
    public void deleteJournal(String conversationId) throws IOException {
        blobs.delete(journalOf(conversationId));
    }

    /** Also while the call goes on, of which nothing is written from then on. No harm when there is nothing. */
    public void delete(String conversationId) throws IOException {
        recorder.forget(conversationId);
        blobs.delete(soundOf(conversationId));
        blobs.delete(journalOf(conversationId));
    }
}
