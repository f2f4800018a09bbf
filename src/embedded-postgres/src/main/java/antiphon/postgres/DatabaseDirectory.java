package antiphon.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The directory of an embedded PostgreSQL, claimed by one JVM at a time. The claim is a file lock, which the operating
 * system lifts even when the JVM is killed: who holds it may end a PostgreSQL found running there, for its owner is dead.
 */
record DatabaseDirectory(Path home, FileLock claim) {

    private static final long PATIENCE_SECONDS = 20;
    private static final long CLIENTS_PATIENCE_SECONDS = 4;

    static DatabaseDirectory claim(Path home) throws IOException {
        Files.createDirectories(home);
        FileChannel channel =
                FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock claim = tryLock(channel);
        if (claim == null) {
            channel.close();
            throw new IOException("another running server uses this directory; give this one its own by ANTIPHON_DATA");
        }
        DatabaseDirectory directory = new DatabaseDirectory(home, claim);
        if (!Files.exists(directory.passwordFile())) {
            directory.invent();
        }
        return directory;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path data() {
        return home.resolve("data");
    }

    Path binaries() {
        return home.resolve("bin");
    }

    Path passwordFile() {
        return home.resolve("password");
    }

    String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    private void invent() throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.createFile(
                passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile(), HexFormat.of().formatHex(random) + "\n");
    }

    /** Ends the PostgreSQL that a killed JVM left behind; otherwise its data would stay locked. */
    void endOrphan() throws IOException {
        Optional<ProcessHandle> orphan = postmaster();
        if (orphan.isPresent()) {
            orphan.get().destroy();
            try {
                orphan.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IOException(
                        "an earlier PostgreSQL, process " + orphan.get().pid() + ", does not end", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while an earlier PostgreSQL ends", e);
            }
        }
        Files.deleteIfExists(data().resolve("postmaster.pid"));
    }

    /**
     * Asks PostgreSQL to end when its last client has left, and waits a moment for that: the server gives its
     * connections back while it shuts down at the same time.
     *
     * @return whether it has ended
     */
    boolean endsWithLastClient() {
        Optional<ProcessHandle> postmaster = postmaster();
        if (postmaster.isEmpty()) {
            return true;
        }
        // SIGTERM: the "smart" shutdown of PostgreSQL.
        postmaster.get().destroy();
        try {
            postmaster.get().onExit().get(CLIENTS_PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<ProcessHandle> postmaster() {
        Path file = data().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            return ProcessHandle.of(pid).filter(DatabaseDirectory::isPostgres);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.endsWith("postgres"))
                .orElse(false);
    }
}
