package antiphon.conversations.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;

/**
 * Where blobs lie by name. A blob grows at its end until it is complete, and is never changed after that. Names have
 * letters, digits, {@code _} and {@code -}, and one ending. Any thread, though one at a time for the growing of one blob.
 */
public interface BlobStore extends AutoCloseable {
    /** Adds to the end of a blob, which begins with this if there is none. What was added outlives this process. */
    void append(String name, byte[] more) throws IOException;

    /** Nothing more will be added. No harm when there is no such blob. */
    void complete(String name);

    boolean exists(String name) throws IOException;

    /**
     * How many bytes there are now.
     *
     * @throws NoSuchFileException when there is no such blob
     */
    long length(String name) throws IOException;

    /**
     * From the first byte to the last one there is now.
     *
     * @throws NoSuchFileException when there is no such blob
     */
    InputStream read(String name) throws IOException;

    /**
     * A part of a blob; less than was asked for where the blob ends.
     *
     * @param from the first byte, from 0
     * @param length in bytes, 1 or more
     * @throws NoSuchFileException when there is no such blob
     */
    InputStream read(String name, long from, long length) throws IOException;

    /** No harm when there is none. */
    void delete(String name) throws IOException;

    /** Brings complete blobs to where they are to stay, and tries again what failed. Wants to be called every few seconds. */
    default void settle() {}

    @Override
    default void close() {}
}
