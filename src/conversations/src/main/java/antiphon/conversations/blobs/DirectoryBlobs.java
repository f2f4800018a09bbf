package antiphon.conversations.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Blobs as files of one directory, which only this server's user can read. */
final class DirectoryBlobs implements BlobStore {
    private final Path directory;

    DirectoryBlobs(Path directory) {
        this.directory = directory;
    }

    @Override
    public void append(String name, byte[] more) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        }
        try (OutputStream file =
                Files.newOutputStream(file(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            file.write(more);
        }
    }

    @Override
    public void complete(String name) {}

    @Override
    public boolean exists(String name) {
        return Files.isRegularFile(file(name));
    }

    @Override
    public long length(String name) throws IOException {
        return Files.size(file(name));
    }

    @Override
    public InputStream read(String name) throws IOException {
        return Files.newInputStream(file(name));
    }

    @Override
    public InputStream read(String name, long from, long length) throws IOException {
        SeekableByteChannel file = Files.newByteChannel(file(name));
        file.position(from);
        return new Part(Channels.newInputStream(file), length);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    /** What lies here now. */
    List<String> names() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(BlobName::isGood)
                    .sorted()
                    .toList();
        }
    }

    Path file(String name) {
        return directory.resolve(BlobName.good(name));
    }
}
