package antiphon.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A PostgreSQL server with its directory, one per directory and JVM, from its first use to the end of the JVM.
 *
 * <p>The directory holds {@code data} (the cluster), {@code bin} (the binaries, unpacked once), {@code password} (of the
 * superuser, readable by the owner only) and {@code lock} (held while a JVM lives with this directory).
 */
final class PostgresServer {

    private static final System.Logger LOG = System.getLogger(PostgresServer.class.getName());
    private static final Map<Path, PostgresServer> RUNNING = new HashMap<>();
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;
    private final String password;

    private PostgresServer(EmbeddedPostgres postgres, String password) {
        this.postgres = postgres;
        this.password = password;
    }

    /**
     * The server of a directory, started if it does not run yet.
     *
     * @throws SQLException when it cannot be started; the message says where and why
     */
    static PostgresServer in(Path directory) throws SQLException {
        Path home = directory.toAbsolutePath().normalize();
        synchronized (RUNNING) {
            PostgresServer running = RUNNING.get(home);
            if (running == null) {
                running = start(home);
                RUNNING.put(home, running);
            }
            return running;
        }
    }

    int port() {
        return postgres.getPort();
    }

    String password() {
        return password;
    }

    private static PostgresServer start(Path home) throws SQLException {
        long began = System.nanoTime();
        try {
            DatabaseDirectory directory = DatabaseDirectory.claim(home);
            directory.endOrphan();
            PostgresServer server = new PostgresServer(launch(directory), directory.password());
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> stop(server.postgres, directory), "embedded-postgres-stop"));
            LOG.log(
                    System.Logger.Level.INFO,
                    "PostgreSQL runs on port {0,number,#} after {1,number,#} ms",
                    server.port(),
                    (System.nanoTime() - began) / 1_000_000);
            return server;
        } catch (IOException | IllegalStateException e) {
            throw new SQLNonTransientConnectionException(
                    "The embedded PostgreSQL in " + home + " could not be started: " + e.getMessage()
                            + ". Its own words are in the server's log; or name an external one by DB_XA_CLASS and DB_HOST.",
                    "08001",
                    e);
        }
    }

    private static EmbeddedPostgres launch(DatabaseDirectory directory) throws IOException {
        boolean fresh = !Files.exists(directory.data().resolve("PG_VERSION"));
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.data())
                .setOverrideWorkingDirectory(directory.binaries().toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_LIMIT)
                .setConnectConfig("password", directory.password())
                // The library switches these off, as for data that a test throws away.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_prepared_transactions", "100")
                .setServerConfig("max_connections", "200");
        if (fresh) {
            // These reach initdb, after the library's own "trust".
            builder.setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("pwfile", directory.passwordFile().toString());
        }
        return builder.start();
    }

    private static void stop(EmbeddedPostgres postgres, DatabaseDirectory directory) {
        try {
            if (!directory.endsWithLastClient()) {
                postgres.close();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "PostgreSQL could not be stopped cleanly", e);
        }
    }
}
