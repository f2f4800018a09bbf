package antiphon.analysis.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.secrets.SealedDesk;
import antiphon.agents.secrets.Secrets;
import antiphon.analysis.EndedCalls;
import antiphon.analysis.webhooks.WebhookFurniture;
import antiphon.identity.AuditTrail;
import antiphon.testing.TestDatabase;
import antiphon.testing.Transactions;
import antiphon.testing.Wiring;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Couriers on threads of their own, with a real PostgreSQL and a real receiver. */
class CouriersTest {
    private static final int MANY = 400;
    private static final int MOST_LOOKS = 600;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final TestDatabase database = new TestDatabase();
    private final Transactions transactions = new Transactions(database.source());
    private final InstantSource clock = InstantSource.system();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Receiver receiver;
    private WebhookFurniture webhooks;
    private Outbox outbox;
    private Runnable look;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        receiver = new Receiver();
        Wiring beans = new Wiring(transactions::entities);
        beans.give(InstantSource.class, clock);
        beans.give(Secrets.class, SealedDesk.in(directory));
        look = DeliveryFurniture.couriers(beans, transactions, threads, "0,600", Duration.ofSeconds(2));
        outbox = beans.get(Outbox.class);
        webhooks = new WebhookFurniture(
                database, transactions.entities("analysis"), clock, beans.get(AuditTrail.class), directory);
        EndedCalls.agent(database, "agent_1", "{}");
        EndedCalls.begin(database, "conv_1", "agent_1");
    }

    @AfterEach
    void close() throws IOException, SQLException {
        receiver.close();
        threads.close();
        transactions.close();
        database.close();
    }

    private String listening(String path, int deliveries) {
        String webhook =
                transactions.fresh(() -> webhooks.create(receiver.url(path)).id());
        return transactions.fresh(() -> {
            for (int i = 0; i < deliveries; i++) {
                outbox.put(
                        webhook,
                        EventType.POST_CALL_TRANSCRIPTION,
                        "conv_1",
                        Json.createObjectBuilder().add("number", i).build());
            }
            return webhook;
        });
    }

    private long count(String webhook, String status) {
        return (Long) database.column("select count(*) from webhook_delivery where webhook_id = '" + webhook
                        + "' and status = '" + status + "'")
                .getFirst();
    }

    private void lookUntilTold(String path, int times) throws InterruptedException {
        for (int looks = 0; looks == 0 || !receiver.hears(path, times, BETWEEN_LOOKS); looks++) {
            assertTrue(looks < MOST_LOOKS, "too little was sent");
            look.run();
        }
    }

    @Test
    void many_are_all_sent_once_while_another_webhook_hangs() throws InterruptedException {
        String hanging = listening("/hang", 20);
        String good = listening("/status/200", MANY);
        lookUntilTold("/status/200", MANY);
        receiver.hangUp();
        threads.close();
        List<String> ids = receiver.told.stream()
                .filter(told -> told.path().equals("/status/200"))
                .map(told -> told.header("webhook-id"))
                .toList();
        assertEquals(MANY, ids.size());
        assertEquals(MANY, ids.stream().distinct().count());
        assertEquals(MANY, count(good, "delivered"));
        assertEquals(0, count(hanging, "delivered"));
    }

    @Test
    void what_was_claimed_ahead_for_a_webhook_that_is_gone_is_not_sent() throws InterruptedException {
        String gone = listening("/status/410", MANY);
        lookUntilTold("/status/410", 1);
        threads.close();
        assertTrue(receiver.told.size() <= 2 * 8, receiver.told.size() + " were sent");
        assertTrue(count(gone, "pending") >= MANY - 2 * 8, "the others wait for somebody to switch it on");
        assertEquals(
                List.of(),
                database.column("select id from webhook_delivery where claimed_by is not null"),
                "nothing stays in hand");
    }
}
