package antiphon.analysis.delivery;

import antiphon.agents.outgoing.OutgoingRequests;
import antiphon.analysis.EndedCalls;
import antiphon.analysis.delivery.DeliveryQueue.Claimed;
import antiphon.analysis.delivery.DeliveryQueue.Sent;
import antiphon.analysis.webhooks.WebhookFurniture;
import antiphon.analysis.webhooks.WebhookFurniture.Made;
import antiphon.identity.AuditTrail;
import antiphon.testing.TestDatabase;
import antiphon.testing.Wiring;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries from a real PostgreSQL to a real server, at times that the test says. */
abstract class Deliveries {
    final TestDatabase database = new TestDatabase();
    final EntityManager entities = database.entities("analysis");
    final AuditTrail audit = new Wiring(database::entities)
            .with(InstantSource.class, () -> now())
            .get(AuditTrail.class);
    final DeliverySettings settings = new DeliverySettings();
    final DeliveryQueue queue = new DeliveryQueue();
    final Outbox outbox = new Outbox();
    final WebhookDeliveries log = new WebhookDeliveries();
    final OutgoingRequests requests = OutgoingRequests.configured(
            key -> key.equals("outgoing.allow") ? Optional.of("localhost") : Optional.empty());
    final Courier courier = new Courier();
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    Receiver receiver;
    WebhookFurniture webhooks;

    Instant now() {
        return now;
    }

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        receiver = new Receiver();
        webhooks = new WebhookFurniture(database, entities, this::now, audit, directory);
        settings.schedule = DeliverySchedule.USUAL;
        settings.atOneEndpoint = 2;
        settings.inAll = 10;
        queue.entities = entities;
        queue.clock = this::now;
        queue.settings = settings;
        queue.webhooks = webhooks.targets();
        outbox.entities = entities;
        outbox.clock = this::now;
        outbox.settings = settings;
        outbox.webhooks = webhooks.targets();
        log.entities = entities;
        log.clock = this::now;
        log.audit = audit;
        courier.requests = requests;
        courier.clock = this::now;
        EndedCalls.agent(database, "agent_1", "{}");
        EndedCalls.begin(database, "conv_1", "agent_1");
    }

    @AfterEach
    void close() throws IOException {
        receiver.close();
        requests.close();
        database.close();
    }

    Made listening(String path) {
        Made made = database.inTransaction(() -> webhooks.create(receiver.url(path)));
        put(made);
        return made;
    }

    void put(Made webhook) {
        JsonObject said = Json.createObjectBuilder()
                .add("agent_id", "agent_1")
                .add("words", "Grüße")
                .build();
        database.inTransaction(() -> {
            outbox.put(webhook.id(), EventType.POST_CALL_TRANSCRIPTION, "conv_1", said);
            return "";
        });
    }

    /** Sends what is due now; what came of it. */
    List<Outcome> round() {
        List<Outcome> outcomes = new ArrayList<>();
        for (String webhook : database.inTransaction(queue::dueWebhooks)) {
            for (Claimed claimed : database.inTransaction(() -> queue.claim(webhook, 100, "courier_1"))) {
                Outcome outcome = courier.carry(claimed);
                outcomes.add(outcome);
                settle(claimed, outcome);
            }
        }
        return outcomes;
    }

    void settle(Claimed claimed, Outcome outcome) {
        database.inTransaction(() -> {
            queue.settle(List.of(new Sent(claimed, outcome)));
            return "";
        });
    }

    JsonObject only() {
        String id = (String) database.column("select id from webhook_delivery").getFirst();
        return database.inTransaction(() -> log.whole(id));
    }

    JsonObject shown(Made webhook) {
        return database.inTransaction(() -> webhooks.shown(webhook.id()));
    }
}
