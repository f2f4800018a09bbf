package antiphon.conversations.record;

import antiphon.testing.TestDatabase;
import antiphon.testing.Transactions;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * How long it takes to claim conversations that ended, and to look whether there are any, while a thousand to a million wait,
 * on a real PostgreSQL of its own.
 */
public final class ClaimCost {
    private static final int AT_ONCE = 20;
    private static final int WARM = 50;
    private static final int MEASURED = 200;

    private final Transactions transactions;
    private final PostCalls postCalls = new PostCalls();

    private ClaimCost(TestDatabase database) {
        transactions = new Transactions(database.source());
        EntityManager entities = transactions.entities("conversations");
        postCalls.entities = entities;
        postCalls.clock = InstantSource.system();
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        System.out.printf("%12s %18s %18s%n", "waiting", "claim of 20, ms", "a look, ms");
        for (int waiting = 1_000; waiting <= 1_000_000; waiting *= 10) {
            try (TestDatabase database = new TestDatabase()) {
                fill(database, waiting + (WARM + MEASURED) * AT_ONCE);
                ClaimCost cost = new ClaimCost(database);
                double claim = cost.median(
                        () -> cost.postCalls.claim("worker_1", AT_ONCE).size() == AT_ONCE);
                double look = cost.median(cost.postCalls::due);
                System.out.printf("%,12d %18.2f %18.2f%n", waiting, claim, look);
            }
        }
    }

    private double median(BooleanSupplier act) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < WARM + MEASURED; i++) {
            long begun = System.nanoTime();
            if (!transactions.fresh(act::getAsBoolean)) {
                throw new IllegalStateException("nothing waits");
            }
            if (i >= WARM) {
                nanos.add(System.nanoTime() - begun);
            }
        }
        nanos.sort(null);
        return nanos.get(MEASURED / 2) / 1e6;
    }

    /** Without the trigger, whose work is measured elsewhere. */
    private static void fill(TestDatabase database, int count) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table post_call drop constraint post_call_conversation_id_fkey");
            statement.execute("insert into post_call (conversation_id, due_at, attempts, announced)"
                    + " select 'conv_' || md5(n::text), now() - random() * interval '1 day', 0, true"
                    + " from generate_series(1, " + count + ") n");
            statement.execute("vacuum analyze post_call");
        }
    }
}
