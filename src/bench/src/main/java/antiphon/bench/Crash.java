package antiphon.bench;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Kills the real server at random moments while conversations end, a model and a receiver of webhooks fail, hang and restart:
 * afterwards each conversation is analysed once and told of under one id, and the books of jobs are clean.
 *
 * <p>Options: those of {@link OwnServer}; {@code --kills}, by default 1000, each of which costs a start; {@code --conversations},
 * by default 10000; {@code --seed}; {@code --stubs}, the first of two ports, by default 9310.
 */
public final class Crash {
    private static final Set<String> OPTIONS = Set.of("root", "wlp", "port", "kills", "conversations", "seed", "stubs");
    private static final int LONGEST_LIFE_MILLIS = 6_000;
    private static final int LONGEST_START_MILLIS = 12_000;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int FAILING_PERCENT = 20;

    private final Random random;
    private final OwnServer server;
    private final EndingCalls calls;
    private final int kills;
    private final int conversations;
    private long longestClaimSeconds;

    private Crash(TalkOptions options, OwnServer server, EndingCalls calls, Random random) {
        this.server = server;
        this.calls = calls;
        this.random = random;
        kills = options.number("kills", 1000);
        conversations = options.number("conversations", 10_000);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        TalkOptions options = new TalkOptions(OPTIONS, arguments);
        int seed = options.number("seed", new Random().nextInt(1_000_000));
        System.out.println("seed " + seed);
        int stubs = options.number("stubs", 9310);
        Process others = AfterCallStubs.start(
                List.of("--port=" + stubs, "--failing=" + FAILING_PERCENT, "--seed=" + seed, "--thinking=PT0.2S"));
        // Tried every two seconds, so that the last of the events is not waited for until tomorrow.
        try (OwnServer server = new OwnServer(options, Map.of("WEBHOOKS_SCHEDULE", "0" + ",2".repeat(500)))) {
            server.start();
            server.awaitReady();
            EndingCalls calls = EndingCalls.to(server, stubs, true);
            Crash crash = new Crash(options, server, calls, new Random(seed));
            crash.killAgainAndAgain();
            crash.goOnToTheEnd();
            crash.report(new TalkServer(URI.create("http://localhost:" + stubs), "").get("/told"));
        } finally {
            others.destroy();
        }
        System.exit(0);
    }

    private void killAgainAndAgain() throws SQLException, IOException, InterruptedException {
        calls.begin(conversations);
        for (int kill = 1; kill <= kills; kill++) {
            int some = kill * conversations / kills - calls.ended();
            calls.end(some / 2);
            if (random.nextInt(5) > 0) {
                server.awaitReady();
                server.letLive(random.nextInt(LONGEST_LIFE_MILLIS) / 2);
                calls.end(some - some / 2);
                server.letLive(random.nextInt(LONGEST_LIFE_MILLIS) / 2);
            } else {
                server.letLive(random.nextInt(LONGEST_START_MILLIS));
            }
            server.kill();
            measureClaims();
            if (kill == kills / 2) {
                ageJobs();
            }
            System.out.printf(
                    "%d killed, %d ended, %d wait, %d to be delivered%n",
                    kill, calls.ended(), number("post_call"), number("webhook_delivery where status = 'pending'"));
            server.start();
        }
    }

    /** How long, from the death on, nobody may touch what the dead server had in hand. */
    private void measureClaims() throws SQLException {
        longestClaimSeconds = Math.max(
                longestClaimSeconds,
                server.number(
                        "select coalesce(ceil(max(extract(epoch from due_at - now()))), 0)::bigint from"
                                + " (select due_at from post_call where claimed_by is not null union all"
                                + " select due_at from webhook_delivery where claimed_by is not null and status = 'pending') held"));
    }

    /** As though what was done until now had been done days ago: to be forgotten, when its hour comes. */
    private void ageJobs() throws SQLException {
        server.execute("update batch_jobinstance set createtime = createtime - interval '4 days'");
    }

    private void goOnToTheEnd() throws IOException, InterruptedException, SQLException {
        calls.end(conversations);
        server.awaitReady();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while ((number("post_call") > 0
                        || number("conversation where status = 'processing'") > 0
                        || number("webhook_delivery where status = 'pending'") > 0
                        || goingOn() > 0)
                && System.nanoTime() < end) {
            server.letLive(1000);
        }
    }

    private long number(String rows) throws SQLException {
        return server.number("select count(*) from " + rows);
    }

    private long goingOn() throws SQLException {
        return number("batch_jobexecution where batchstatus = 1");
    }

    private void report(JsonObject told) throws SQLException {
        long analysed = number("call_analysis");
        System.out.printf("%,d servers killed while %,d conversations ended%n", kills, calls.ended());
        System.out.printf(
                "analysed once: %,d; %,d with a reason why nobody could; not analysed: %,d%n",
                analysed, number("call_analysis where problem is not null"), calls.ended() - analysed);
        System.out.printf(
                "events: %,d, of which delivered %,d and given up %,d; two of one conversation: %,d%n",
                number("webhook_delivery"),
                number("webhook_delivery where status = 'delivered'"),
                number("webhook_delivery where status = 'failed'"),
                number("(select 1 from webhook_delivery group by conversation_id having count(*) > 1) twice"));
        System.out.printf(
                "receiver: %,d requests, told of %,d conversations, of %,d under more than one id; lost: %,d%n",
                told.getInt("requests"),
                told.getInt("conversations"),
                told.getInt("unstable"),
                calls.ended() - told.getInt("taken"));
        System.out.printf("model: asked %,d times%n", told.getInt("asked"));
        System.out.printf("longest claim left by a dead server: %d s%n", longestClaimSeconds);
        System.out.printf(
                "jobs: %,d executions, %,d of them going on, %,d that never started and are forgotten within two hours;"
                        + " begun days ago and not forgotten yet: %,d; transactions in doubt: %,d%n",
                number("batch_jobexecution"),
                goingOn(),
                number("batch_jobexecution where batchstatus = 0"),
                number("batch_jobinstance where createtime < now() - interval '3 days'"),
                number("pg_prepared_xacts"));
    }
}
