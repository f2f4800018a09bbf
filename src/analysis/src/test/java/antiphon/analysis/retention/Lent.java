package antiphon.analysis.retention;

import antiphon.conversations.blobs.BlobStore;
import java.io.IOException;
import java.io.InputStream;

/** Another's store of blobs. */
class Lent implements BlobStore {
    private final BlobStore blobs;

    Lent(BlobStore blobs) {
        this.blobs = blobs;
    }

    @Override
    public void append(String name, byte[] more) throws IOException {
        blobs.append(name, more);
    }

    @Override
    public void complete(String name) {
        blobs.complete(name);
    }

    @Override
    public boolean exists(String name) throws IOException {
        return blobs.exists(name);
    }

    @Override
    public long length(String name) throws IOException {
        return blobs.length(name);
    }

    @Override
    public InputStream read(String name) throws IOException {
        return blobs.read(name);
    }

    @Override
    public InputStream read(String name, long from, long length) throws IOException {
        return blobs.read(name, from, length);
    }

    @Override
    public void delete(String name) throws IOException {
        blobs.delete(name);
    }
}
