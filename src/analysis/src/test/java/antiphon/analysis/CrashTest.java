package antiphon.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.analysis.webhooks.WebhookFurniture;
import antiphon.identity.AuditTrail;
import antiphon.testing.TestDatabase;
import antiphon.testing.Wiring;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@linkplain SmallServer Processes} that do what is done after calls are killed, at random moments and two alive at a time,
 * while conversations end and the webhook's receiver fails. {@code -Dcrash.seed=…} draws the same moments again, as far as
 * moments of several processes can be drawn again.
 */
class CrashTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 50);
    private static final int ENDING_BETWEEN_KILLS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 600;
    private static final int SPEED = 10;
    private static final Duration LONGEST_CLAIM = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String AGENT =
            "{\"platform_settings\":{\"evaluation\":{\"criteria\":[{\"id\":\"polite\",\"name\":"
                    + "\"Polite\",\"type\":\"prompt\",\"conversation_goal_prompt\":\"The agent is polite.\"}]},"
                    + "\"workspace_overrides\":{\"webhooks\":{\"post_call_webhook_id\":\"%s\",\"events\":[\"transcript\"]}}}}";

    private final long seed =
            Long.getLong("crash.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private final Random random = new Random(seed);
    private final QuickClock clock = QuickClock.begin(SPEED);
    private int ended;
    private Path directory;

    @BeforeEach
    void keepSecretsIn(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void whoever_is_killed_whenever_each_conversation_is_analysed_once_and_told_of_under_one_id() throws Exception {
        try (TestDatabase database = new TestDatabase();
                UnreliableReceiver receiver = new UnreliableReceiver(new Random(seed))) {
            AuditTrail audit = new Wiring(database::entities)
                    .with(InstantSource.class, clock)
                    .get(AuditTrail.class);
            WebhookFurniture webhooks =
                    new WebhookFurniture(database, database.entities("analysis"), clock, audit, directory);
            String webhook = database.inTransaction(() -> webhooks.create(receiver.url()))
                    .id();
            begin(database, AGENT.formatted(webhook));
            Process last = killAllButOne(database, receiver);
            try {
                await(last, database);
            } finally {
                last.destroyForcibly().waitFor();
            }
            report(database, receiver);
        }
    }

    /** Calls that live. */
    private void begin(TestDatabase database, String agent) throws SQLException {
        EndedCalls.agent(database, "agent_1", agent);
        EndedCalls.begin(database, "conv_0", "agent_1");
        EndedCalls.say(database, "conv_0", 0, "agent", "Thank you for calling.");
        EndedCalls.say(database, "conv_0", 1, "user", "I want 7 bags.");
        int further = KILLS * ENDING_BETWEEN_KILLS - 1;
        execute(
                database,
                "insert into conversation select c.* from generate_series(1, " + further + ") n,"
                        + " lateral jsonb_populate_record(null::conversation,"
                        + " to_jsonb((select r from conversation r where id = 'conv_0')) || jsonb_build_object('id', 'conv_' || n)) c;"
                        + " insert into conversation_turn select t.* from generate_series(1, " + further + ") n,"
                        + " conversation_turn r, lateral jsonb_populate_record(null::conversation_turn,"
                        + " to_jsonb(r) || jsonb_build_object('conversation_id', 'conv_' || n)) t");
    }

    /** As {@code Conversation.end} and its trigger leave it. */
    private void endSome(TestDatabase database, int count) throws SQLException {
        execute(
                database,
                "update conversation set status = 'processing', ended_at = '2026-01-02T03:01:00Z'"
                        + " where substr(id, 6)::integer >= " + ended + " and substr(id, 6)::integer < "
                        + (ended + count));
        ended += count;
    }

    private Process killAllButOne(TestDatabase database, UnreliableReceiver receiver)
            throws IOException, InterruptedException, SQLException {
        Process elder = start(database);
        for (int kill = 1; kill <= KILLS; kill++) {
            Process younger = start(database);
            endSome(database, ENDING_BETWEEN_KILLS / 2);
            if (random.nextInt(10) > 0) {
                assertEquals("ready", younger.inputReader().readLine(), "a server did not start");
            }
            assertStaysAlive(elder, random.nextInt(LONGEST_PAUSE_MILLIS));
            endSome(database, ENDING_BETWEEN_KILLS / 2);
            if (random.nextInt(5) == 0) {
                receiver.restart();
            }
            elder.destroyForcibly().waitFor();
            assertClaimsAreShort(database);
            elder = younger;
        }
        return elder;
    }

    private Process start(TestDatabase database) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallServer.class.getName(),
                        database.url(),
                        String.valueOf(clock.begunMillis()),
                        String.valueOf(SPEED),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.appendTo(new File("target/small-server.log")))
                .start();
    }

    /** Nothing is held so that, were its holder dead now, it would be held for more than a minute. */
    private void assertClaimsAreShort(TestDatabase database) {
        Instant latest = clock.instant().plus(LONGEST_CLAIM);
        assertEquals(
                List.of(0L, 0L),
                database.column("select count(*) from post_call where claimed_by is not null and due_at > '" + latest
                        + "' union all select count(*) from webhook_delivery where claimed_by is not null"
                        + " and status = 'pending' and due_at > '" + latest + "'"));
    }

    private static void assertStaysAlive(Process server, int millis) throws InterruptedException {
        assertFalse(server.waitFor(millis, TimeUnit.MILLISECONDS), "a server ended that nobody killed");
    }

    private static void await(Process last, TestDatabase database) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (count(database, "conversation where status <> 'done'") > 0
                || count(database, "webhook_delivery where status <> 'delivered'") > 0) {
            assertTrue(
                    System.nanoTime() < end,
                    () -> count(database, "post_call") + " wait to be analysed, "
                            + count(database, "webhook_delivery where status = 'pending'") + " to be delivered, "
                            + count(database, "webhook_delivery where status = 'failed'") + " were given up");
            assertStaysAlive(last, 200);
        }
    }

    private void report(TestDatabase database, UnreliableReceiver receiver) {
        long analysed = count(database, "call_analysis");
        long failed = count(database, "call_analysis where problem is not null");
        long deliveries = count(database, "webhook_delivery");
        long stable =
                receiver.told.values().stream().filter(ids -> ids.size() == 1).count();
        System.out.printf(
                "seed %d: %d servers killed, %d conversations ended, %d analysed (%d by a model that failed three times or"
                        + " servers that did five times), %d deliveries in %d requests, %d lost%n",
                seed,
                KILLS,
                ended,
                analysed,
                failed,
                deliveries,
                receiver.requests.get(),
                ended - receiver.taken.size());
        assertEquals(ended, analysed, "analysed");
        assertEquals(ended, deliveries, "one event of each");
        assertEquals(ended, stable, "told of under one id");
        assertEquals(ended, receiver.taken.size(), "delivered");
        assertEquals(0, count(database, "post_call"), "still noted");
        assertEquals(
                Set.copyOf(database.column("select id from webhook_delivery")),
                Set.copyOf(receiver.told.values().stream().flatMap(Set::stream).toList()));
    }

    private static long count(TestDatabase database, String rows) {
        return (Long) database.column("select count(*) from " + rows).getFirst();
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
