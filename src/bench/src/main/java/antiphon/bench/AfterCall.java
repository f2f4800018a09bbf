package antiphon.bench;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many conversations a second one server analyses after their calls, by a model over the wire, and how many events a second
 * it delivers to one webhook; and where the processors' time goes meanwhile.
 *
 * <p>Options: those of {@link OwnServer}; {@code --conversations}, by default 20000; {@code --deliveries}, by default 40000;
 * {@code --thinking} of the model, ISO 8601, by default none; {@code --stubs}, the first of two ports, by default 9310.
 */
public final class AfterCall {
    private static final Set<String> OPTIONS =
            Set.of("root", "wlp", "port", "conversations", "deliveries", "thinking", "stubs");
    private static final int WARM_UP = 4_000;

    private final OwnServer server;
    private final ServerProcess liberty;
    private final ServerProcess stubs;
    private final TalkServer told;

    private AfterCall(OwnServer server, Process stubs, int port) {
        this.server = server;
        this.stubs = new ServerProcess(Optional.of(String.valueOf(stubs.pid())));
        liberty = new ServerProcess(server.pid());
        told = new TalkServer(URI.create("http://localhost:" + port), "");
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        TalkOptions options = new TalkOptions(OPTIONS, arguments);
        int port = options.number("stubs", 9310);
        Process stubs = AfterCallStubs.start(List.of(
                "--port=" + port, "--thinking=" + options.text("thinking").orElse("PT0S")));
        try (OwnServer server = new OwnServer(options, Map.of())) {
            server.start();
            server.awaitReady();
            AfterCall bench = new AfterCall(server, stubs, port);
            EndingCalls quiet = EndingCalls.to(server, port, false);
            bench.analyse(quiet, WARM_UP, "conversations to warm up");
            bench.analyse(quiet, options.number("conversations", 20_000), "conversations analysed");
            EndingCalls loud = EndingCalls.to(server, port, true);
            bench.analyse(loud, WARM_UP, "conversations analysed and noted for a webhook");
            bench.deliver(loud, WARM_UP, "deliveries to warm up");
            bench.deliver(loud, options.number("deliveries", 40_000), "deliveries");
        } finally {
            stubs.destroy();
        }
        System.exit(0);
    }

    private void analyse(EndingCalls calls, int count, String what)
            throws SQLException, IOException, InterruptedException {
        calls.begin(count);
        server.execute("vacuum analyze");
        Spent begun = spent();
        calls.end(count);
        long ended = System.nanoTime();
        await("select count(*) from post_call");
        print(count, what, begun, ended);
    }

    /** Sends what was told of conversations once more, so many times. */
    private void deliver(EndingCalls calls, int count, String what)
            throws SQLException, IOException, InterruptedException {
        await("select count(*) from webhook_delivery where status = 'pending'");
        server.execute("vacuum analyze");
        int before = told.get("/told").getInt("requests");
        Spent begun = spent();
        server.execute(
                "insert into webhook_delivery (id, webhook_id, conversation_id, event_type, payload, status, tries,"
                        + " attempts, due_at, created_at) select 'msg_' || md5(random()::text || n), d.webhook_id, d.conversation_id,"
                        + " d.event_type, d.payload, 'pending', 0, 0, now(), now() from generate_series(1, " + count
                        + ") n,"
                        + " (select * from webhook_delivery where " + calls.mine("conversation_id") + " limit 1) d");
        long ended = System.nanoTime();
        await("select count(*) from webhook_delivery where status = 'pending'");
        print(count, what, begun, ended);
        System.out.printf(
                "  the receiver was told %,d times, each with %,d bytes%n",
                told.get("/told").getInt("requests") - before,
                server.number("select avg(length(payload))::bigint from webhook_delivery"));
    }

    private void await(String waiting) throws SQLException, InterruptedException {
        while (server.number(waiting) > 0) {
            server.letLive(100);
        }
    }

    /** Of processors, in seconds, and of transactions. */
    private record Spent(double liberty, double postgres, double stubs, long transactions) {}

    private Spent spent() throws IOException, SQLException {
        double postgres = 0;
        for (String pid : server.column("select pid from pg_stat_activity where pid <> pg_backend_pid()")) {
            postgres += new ServerProcess(Optional.of(pid)).cpuSeconds();
        }
        return new Spent(
                liberty.cpuSeconds(),
                postgres,
                stubs.cpuSeconds(),
                server.number("select xact_commit from pg_stat_database where datname = current_database()"));
    }

    private void print(int count, String what, Spent begun, long ended) throws IOException, SQLException {
        double seconds = (System.nanoTime() - ended) / 1e9;
        Spent now = spent();
        System.out.printf(
                "%,d %s in %.1f s: %.0f a second; of each, processor time in ms: server %.2f, database %.2f, stubs %.2f;"
                        + " transactions: %.1f%n",
                count,
                what,
                seconds,
                count / seconds,
                (now.liberty - begun.liberty) * 1000 / count,
                (now.postgres - begun.postgres) * 1000 / count,
                (now.stubs - begun.stubs) * 1000 / count,
                (double) (now.transactions - begun.transactions) / count);
    }
}
