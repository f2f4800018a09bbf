package antiphon.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same EAR on a server as an operator sets it up: a plain Liberty, PostgreSQL and its driver from elsewhere, nothing
 * but environment variables, no embedded engines.
 */
class ProductionIT {

    private static final Path LIBERTY = Path.of(System.getProperty("wlp.home"));

    @TempDir
    Path home;

    @Test
    void the_ear_lives_on_an_existing_server_with_an_external_database() throws Exception {
        try (EmbeddedPostgres database = EmbeddedPostgres.builder()
                .setServerConfig("max_prepared_transactions", "10")
                .start()) {
            create(database);
            int port = freePort();
            layOutServer();
            Process server = start(port, database);
            try {
                Readiness.await(URI.create("http://localhost:" + port), server::isAlive);
                assertTrue(migrations(database) > 0, "the external database holds no schema");
            } finally {
                server.destroy();
                assertTrue(server.waitFor(60, TimeUnit.SECONDS), "the server did not end when it was told to");
            }
        }
    }

    private void layOutServer() throws IOException {
        Path server = home.resolve("servers/production");
        Files.createDirectories(server.resolve("apps"));
        Files.createDirectories(server.resolve("lib/postgres"));
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("liberty.config")))) {
            for (Path file : files.toList()) {
                Files.copy(file, server.resolve(file.getFileName()));
            }
        }
        Files.copy(Path.of(System.getProperty("antiphon.ear")), server.resolve("apps/antiphon.ear"));
        try (Stream<Path> drivers = Files.list(Path.of(System.getProperty("postgres.dir"), "beside"))) {
            Path driver = drivers.filter(file -> file.getFileName().toString().startsWith("postgresql-"))
                    .findFirst()
                    .orElseThrow();
            Files.copy(
                    driver,
                    server.resolve("lib/postgres").resolve(driver.getFileName()),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Process start(int port, EmbeddedPostgres database) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        LIBERTY.resolve("bin/server").toString(), "run", "production")
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "production.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "WLP_USER_DIR", home.toString(),
                        "HTTP_PORT", String.valueOf(port),
                        "DB_XA_CLASS", "org.postgresql.xa.PGXADataSource",
                        "DB_HOST", "localhost",
                        "DB_PORT", String.valueOf(database.getPort()),
                        "DB_NAME", "antiphon",
                        "DB_USER", "antiphon",
                        "DB_PASSWORD", "a-password"));
        return builder.start();
    }

    private static void create(EmbeddedPostgres database) throws SQLException {
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role antiphon login password 'a-password'");
            statement.execute("create database antiphon owner antiphon");
        }
    }

    private static int migrations(EmbeddedPostgres database) throws SQLException {
        try (Connection connection =
                        database.getDatabase("antiphon", "antiphon").getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from flyway_schema_history where success")) {
            assertTrue(rows.next());
            return rows.getInt(1);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
