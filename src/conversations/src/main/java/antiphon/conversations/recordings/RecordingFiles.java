package antiphon.conversations.recordings;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Where recordings lie: one file for each conversation, readable by this server's user alone. Any thread. */
public final class RecordingFiles {
    private final Path directory;

    public RecordingFiles(Path directory) {
        this.directory = directory;
    }

    OutputStream append(String conversationId) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        }
        return Files.newOutputStream(file(conversationId), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    public boolean exist(String conversationId) {
        return Files.isRegularFile(file(conversationId));
    }

    /** Raw samples: signed 16-bit little-endian, the caller left, the agent right, 16 kHz. */
    public InputStream read(String conversationId) throws IOException {
        return Files.newInputStream(file(conversationId));
    }

    /** No harm when there is none. */
    public void delete(String conversationId) throws IOException {
        Files.deleteIfExists(file(conversationId));
    }

    private Path file(String conversationId) {
        if (!conversationId.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new IllegalArgumentException("a conversation's id has letters, digits, _ and - only");
        }
        return directory.resolve(conversationId + ".s16le");
    }
}
