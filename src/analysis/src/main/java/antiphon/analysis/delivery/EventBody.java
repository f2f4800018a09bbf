package antiphon.analysis.delivery;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of one request. They are read twice, once to sign and once to send, and are the same both times. */
sealed interface EventBody extends Closeable {
    /** Takes pieces as they are read. */
    interface Pieces {
        void piece(byte[] bytes, int offset, int length) throws IOException;
    }

    void read(Pieces pieces) throws IOException;

    default void writeTo(OutputStream output) throws IOException {
        read(output::write);
    }

    @Override
    default void close() throws IOException {}

    /** Few enough to be held. */
    record Words(byte[] bytes) implements EventBody {
        @Override
        public void read(Pieces pieces) throws IOException {
            pieces.piece(bytes, 0, bytes.length);
        }
    }

    /** Many; on the disk until they are sent. */
    record Sound(Path file) implements EventBody {
        private static final int PIECE = 1 << 16;

        @Override
        public void read(Pieces pieces) throws IOException {
            byte[] piece = new byte[PIECE];
            try (InputStream content = Files.newInputStream(file)) {
                for (int length = content.read(piece); length >= 0; length = content.read(piece)) {
                    pieces.piece(piece, 0, length);
                }
            }
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }
}
