package antiphon.analysis.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import antiphon.analysis.delivery.DeliveryQueue.Claimed;
import antiphon.analysis.webhooks.WebhookFurniture.Made;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MultivaluedHashMap;
import org.junit.jupiter.api.Test;

/** What the log shows of deliveries, and sending them anew. */
class DeliveryLogTest extends Deliveries {
    @Test
    void what_was_delivered_is_listed_and_sent_anew_alone_or_all_since_a_time() {
        Made webhook = listening("/status/200");
        put(webhook);
        round();
        var parameters = new MultivaluedHashMap<String, String>();
        parameters.add("page_size", "1");
        parameters.add("status", "delivered");
        var first = database.inTransaction(() -> log.page(Query.of(parameters)));
        assertEquals(1, first.items().size());
        parameters.add("cursor", first.next().orElseThrow().asText());
        var second = database.inTransaction(() -> log.page(Query.of(parameters)));
        assertNotEquals(
                first.items().getFirst().getString("delivery_id"),
                second.items().getFirst().getString("delivery_id"));

        database.inTransaction(() -> log.replay(first.items().getFirst().getString("delivery_id"), Actor.SERVER));
        assertEquals(1, round().size());
        JsonObject all = Json.createObjectBuilder().add("since_unix", 0).build();
        assertEquals(2, database.inTransaction(() -> log.replayAll(all, Actor.SERVER)));
        assertEquals(2, round().size());
        assertEquals(
                2,
                receiver.told.stream()
                        .map(told -> told.headers().get("webhook-id"))
                        .distinct()
                        .count());
    }

    @Test
    void what_is_under_way_is_not_sent_anew_before_its_attempt_is_over() {
        Made webhook = listening("/status/200");
        Claimed claimed = database.inTransaction(() -> queue.claim(webhook.id(), 1, "courier_1"))
                .getFirst();
        Refusal.Conflict refusal = assertThrows(
                Refusal.Conflict.class, () -> database.inTransaction(() -> log.replay(claimed.id(), Actor.SERVER)));
        assertEquals("delivery_under_way", refusal.status());
        Outcome outcome = courier.carry(claimed);
        settle(claimed, outcome);
        assertEquals("delivered", only().getString("status"));
        database.inTransaction(() -> log.replay(claimed.id(), Actor.SERVER));
        assertEquals(1, round().size());
    }

    @Test
    void what_a_dead_server_had_under_way_is_sent_anew_when_its_lease_is_over() {
        Made webhook = listening("/status/200");
        Claimed claimed = database.inTransaction(() -> queue.claim(webhook.id(), 1, "courier_1"))
                .getFirst();
        now = now.plus(DeliveryQueue.LEASE).plusMillis(1);
        database.inTransaction(() -> log.replay(claimed.id(), Actor.SERVER));
        assertEquals(1, round().size());
    }
}
