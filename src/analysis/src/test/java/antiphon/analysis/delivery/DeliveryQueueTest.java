package antiphon.analysis.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.analysis.delivery.DeliveryQueue.Claimed;
import antiphon.analysis.delivery.DeliveryQueue.Sent;
import antiphon.analysis.webhooks.WebhookFurniture.Made;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who holds which deliveries for how long, and what is settled together. */
class DeliveryQueueTest extends Deliveries {
    @Test
    void two_couriers_claim_nothing_twice_and_what_a_dead_one_held_is_taken_over() {
        Made webhook = listening("/status/200");
        for (int i = 0; i < 9; i++) {
            put(webhook);
        }
        EntityManager others = database.entities("analysis");
        DeliveryQueue second = new DeliveryQueue();
        second.entities = others;
        second.clock = this::now;
        second.webhooks = webhooks.targets();
        entities.getTransaction().begin();
        others.getTransaction().begin();
        List<String> mine = ids(queue.claim(webhook.id(), 4, "courier_1"));
        List<String> theirs = ids(second.claim(webhook.id(), 100, "courier_2"));
        entities.getTransaction().commit();
        others.getTransaction().commit();
        assertEquals(4, mine.size());
        assertEquals(6, theirs.size());
        assertTrue(mine.stream().noneMatch(theirs::contains));

        assertEquals(List.of(), round());
        now = now.plus(DeliveryQueue.LEASE);
        assertEquals(10, round().size());
        assertEquals(
                10,
                receiver.told.stream()
                        .map(told -> told.headers().get("webhook-id"))
                        .distinct()
                        .count());
    }

    @Test
    void what_a_living_server_has_in_hand_is_kept_and_what_it_gives_back_is_due_at_once() {
        Made webhook = listening("/status/200");
        put(webhook);
        List<Claimed> claims = database.inTransaction(() -> queue.claim(webhook.id(), 2, "courier_1"));
        now = now.plus(Duration.ofSeconds(30));
        database.inTransaction(() -> {
            queue.renew("courier_1", List.of(claims.getFirst().id()));
            return "";
        });
        now = now.plus(Duration.ofSeconds(20));
        List<Claimed> theirs = database.inTransaction(() -> queue.claim(webhook.id(), 2, "courier_2"));
        assertEquals(List.of(claims.getLast().id()), ids(theirs), "its lease was over");
        Outcome late = courier.carry(claims.getLast());
        database.inTransaction(() -> {
            queue.settle(List.of(new Sent(claims.getLast(), late)));
            queue.release("courier_1", ids(claims));
            return "";
        });
        assertEquals(
                ids(claims.subList(0, 1)),
                ids(database.inTransaction(() -> queue.claim(webhook.id(), 2, "courier_3"))),
                "what another took over is settled and given back by nobody else");
    }

    @Test
    void many_are_settled_at_once_and_each_by_what_came_of_it() {
        Made good = listening("/status/200");
        put(good);
        Made bad = listening("/status/500");
        List<Sent> sent = new ArrayList<>();
        for (Made webhook : List.of(good, bad)) {
            database.inTransaction(() -> queue.claim(webhook.id(), 9, "courier_1"))
                    .forEach(claimed -> sent.add(new Sent(claimed, courier.carry(claimed))));
        }
        database.inTransaction(() -> {
            queue.settle(sent);
            return "";
        });
        assertEquals(
                List.of("delivered", "delivered", "pending"),
                database.column("select status from webhook_delivery order by status"));
        assertEquals(List.of(200, 200, 500), database.column("select response_code from webhook_attempt order by 1"));
        assertEquals(JsonValue.NULL, shown(good).get("most_recent_failure_error_code"));
        assertEquals(500, shown(bad).getInt("most_recent_failure_error_code"));
    }

    private static List<String> ids(List<Claimed> claims) {
        return claims.stream().map(Claimed::id).toList();
    }

    @Test
    void what_is_under_way_when_its_webhook_is_switched_off_waits_until_it_is_switched_on() {
        Made webhook = listening("/status/410");
        put(webhook);
        database.inTransaction(() -> queue.claim(webhook.id(), 2, "courier_1"))
                .forEach(claimed -> settle(claimed, courier.carry(claimed)));
        assertTrue(shown(webhook).getBoolean("is_auto_disabled"));
        assertEquals(List.of("pending", "pending"), database.column("select status from webhook_delivery"));
        now = now.plus(Duration.ofDays(1));
        assertEquals(List.of(), round());
        database.inTransaction(() -> {
            webhooks.switchOn(webhook.id());
            return "";
        });
        assertEquals(2, round().size());
    }
}
