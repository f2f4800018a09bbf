package antiphon.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.xa.PGXADataSource;

/**
 * The real server with a PostgreSQL that outlives it, so that it can be killed and looked at. It is put together from what
 * {@code mvn package} leaves in this project, below a directory of its own.
 *
 * <p>Options: {@code --root} of the project; {@code --wlp}, by default {@code target/liberty/wlp} of it; {@code --port}, by
 * default 9490. What is made for this server is in {@code target/bench}.
 */
final class OwnServer implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final String NAME = "bench";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path wlp;
    private final Path home;
    private final int port;
    private final Map<String, String> settings;
    private final EmbeddedPostgres database;
    private @Nullable Process script;

    /** @param settings further variables of its environment */
    OwnServer(TalkOptions options, Map<String, String> settings) throws IOException, SQLException {
        Path root = options.file("root").orElse(Path.of("")).toAbsolutePath();
        this.settings = settings;
        wlp = options.file("wlp").orElse(root.resolve("target/liberty/wlp"));
        home = root.resolve("target/bench");
        port = options.number("port", 9490);
        layOut(root);
        database = EmbeddedPostgres.builder()
                // The library switches both off, as for data that a test throws away.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_prepared_transactions", "100")
                .setServerConfig("max_connections", "200")
                .start();
        execute("create role antiphon login superuser password 'a-password'");
    }

    private void layOut(Path root) throws IOException {
        Path server = home.resolve("servers").resolve(NAME);
        deleteAll(home);
        Files.createDirectories(server.resolve("apps"));
        Files.createDirectories(server.resolve("lib/postgres"));
        try (Stream<Path> files = Files.list(root.resolve("src/main/liberty/config"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, server.resolve(file.getFileName()));
            }
        }
        Files.copy(root.resolve("ear/target/antiphon.ear"), server.resolve("apps/antiphon.ear"));
        Path driver = Path.of(PGXADataSource.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Files.copy(
                driver,
                server.resolve("lib/postgres").resolve(driver.getFileName()),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void deleteAll(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file :
                        files.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Begins to start; whoever wants to know when it is done asks {@link #awaitReady}. */
    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(wlp.resolve("bin/server").toString(), "run", NAME)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(home.toFile(), "server.log")));
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "WLP_USER_DIR", home.toString(),
                        "WLP_SKIP_BOOTSTRAP_AGENT", "true",
                        "ANTIPHON_DATA", home.resolve("data").toString(),
                        "HTTP_PORT", String.valueOf(port),
                        "OUTGOING_ALLOW", "localhost"));
        builder.environment()
                .putAll(Map.of(
                        "DB_XA_CLASS", "org.postgresql.xa.PGXADataSource",
                        "DB_HOST", "localhost",
                        "DB_PORT", String.valueOf(database.getPort()),
                        "DB_NAME", "postgres",
                        "DB_USER", "antiphon",
                        "DB_PASSWORD", "a-password"));
        builder.environment().putAll(settings);
        script = builder.start();
    }

    void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        HttpRequest question = HttpRequest.newBuilder(url().resolve("/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        while (!isReady(question)) {
            if (System.nanoTime() > end || script == null || !script.isAlive()) {
                throw new IOException("The server does not start; its log is in " + home);
            }
            letLive(100);
        }
    }

    /** Waits so many milliseconds, or until the server dies of itself. */
    void letLive(long millis) throws InterruptedException {
        if (script != null) {
            var unused = script.waitFor(millis, TimeUnit.MILLISECONDS);
        }
    }

    private boolean isReady(HttpRequest question) throws InterruptedException {
        try {
            return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        if (script != null) {
            List<ProcessHandle> all = new ArrayList<>(script.descendants().toList());
            all.add(script.toHandle());
            all.forEach(ProcessHandle::destroyForcibly);
            script.waitFor();
            all.forEach(process -> process.onExit().join());
        }
    }

    /** Of the JVM, once it lives. */
    Optional<String> pid() {
        return script == null
                ? Optional.empty()
                : Stream.concat(script.descendants(), Stream.of(script.toHandle()))
                        .filter(process -> process.info()
                                .command()
                                .filter(command -> command.endsWith("java"))
                                .isPresent())
                        .map(process -> String.valueOf(process.pid()))
                        .findFirst();
    }

    URI url() {
        return URI.create("http://localhost:" + port);
    }

    TalkServer api() throws IOException {
        return new TalkServer(url(), Files.readString(home.resolve("data/key")).strip());
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the rows that a query gives, as texts. */
    List<String> column(String sql) throws SQLException {
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(column(sql).getFirst());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kill();
        database.close();
    }
}
