package antiphon.conversations.recordings;

import antiphon.conversations.blobs.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Blobs that nobody keeps, on a disk that can be full. */
public final class MemoryBlobs implements BlobStore {
    public final Map<String, ByteArrayOutputStream> blobs = new LinkedHashMap<>();
    final Set<String> complete = new HashSet<>();
    boolean full;

    /** How many reads were begun. */
    public int opened;

    /** How many of them were ended. */
    public int closed;

    byte[] bytes(String name) {
        ByteArrayOutputStream blob = blobs.get(name);
        return blob == null ? new byte[0] : blob.toByteArray();
    }

    @Override
    public void append(String name, byte[] more) throws IOException {
        if (full) {
            throw new IOException("the disk is full");
        }
        blobs.computeIfAbsent(name, fresh -> new ByteArrayOutputStream()).writeBytes(more);
    }

    @Override
    public void complete(String name) {
        complete.add(name);
    }

    @Override
    public boolean exists(String name) {
        return blobs.containsKey(name);
    }

    @Override
    public long length(String name) throws IOException {
        if (!exists(name)) {
            throw new NoSuchFileException(name);
        }
        return bytes(name).length;
    }

    @Override
    public InputStream read(String name) throws IOException {
        return read(name, 0, Integer.MAX_VALUE);
    }

    @Override
    public InputStream read(String name, long from, long length) throws IOException {
        if (!exists(name)) {
            throw new NoSuchFileException(name);
        }
        opened++;
        return new ByteArrayInputStream(bytes(name), (int) from, (int) length) {
            @Override
            public void close() {
                closed++;
            }
        };
    }

    @Override
    public void delete(String name) {
        blobs.remove(name);
    }
}
