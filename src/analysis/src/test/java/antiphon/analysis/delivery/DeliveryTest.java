package antiphon.analysis.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.analysis.delivery.DeliveryQueue.Claimed;
import antiphon.analysis.delivery.Receiver.Told;
import antiphon.analysis.webhooks.WebhookFurniture.Made;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of deliveries, by what their receivers answer. */
class DeliveryTest extends Deliveries {
    @Test
    void what_is_told_of_forgotten_words_is_tried_as_ever_and_goes_when_it_was_taken() {
        listening("/status/500");
        listening("/status/204");
        database.inTransaction(() -> {
            outbox.forgetWords("conv_1");
            return "";
        });
        assertEquals(2, round().size());
        assertEquals("pending", only().getString("status"), "the one that was taken is gone");
        for (int attempt = 2; attempt <= 8; attempt++) {
            now = now.plus(Duration.ofHours(12));
            assertEquals(1, round().size());
        }
        assertEquals(List.of(), database.column("select id from webhook_delivery"), "given up, and gone");
        assertEquals(List.of(), database.column("select id from webhook_attempt"));
    }

    @Test
    void what_fails_is_sent_again_with_the_same_id_until_the_schedule_is_over() {
        Made webhook = listening("/status/500");
        for (int attempt = 1; attempt <= 8; attempt++) {
            assertEquals(1, round().size(), "attempt " + attempt);
            assertEquals(List.of(), round(), "not before its time");
            now = now.plus(Duration.ofHours(12));
        }
        assertEquals(List.of(), round());
        JsonObject failed = only();
        assertEquals("failed", failed.getString("status"));
        assertEquals(8, failed.getJsonArray("attempts").size());
        JsonObject last = failed.getJsonArray("attempts").getJsonObject(7);
        assertEquals(500, last.getInt("response_status"));
        assertEquals(1024, last.getString("response_begin").length());
        assertEquals(
                1,
                receiver.told.stream()
                        .map(told -> told.headers().get("webhook-id"))
                        .distinct()
                        .count());
        assertEquals(500, shown(webhook).getInt("most_recent_failure_error_code"));
        assertFalse(shown(webhook).getBoolean("is_auto_disabled"));
    }

    @Test
    void a_webhook_that_failed_for_a_week_is_switched_off_and_what_waits_goes_on_when_it_is_switched_on() {
        Made webhook = listening("/status/503");
        put(webhook);
        for (int round = 0; round < 6; round++) {
            round();
            now = now.plus(Duration.ofDays(2));
        }
        assertTrue(shown(webhook).getBoolean("is_auto_disabled"));
        put(webhook);
        assertEquals(List.of(), round());
        database.inTransaction(() -> {
            webhooks.switchOn(webhook.id());
            return "";
        });
        assertFalse(round().isEmpty());
    }

    @Test
    void a_410_switches_the_webhook_off_at_once() {
        Made webhook = listening("/status/410");
        round();
        assertTrue(shown(webhook).getBoolean("is_auto_disabled"));
        assertEquals(410, shown(webhook).getInt("most_recent_failure_error_code"));
        now = now.plus(Duration.ofDays(1));
        assertEquals(List.of(), round());
    }

    @Test
    void a_redirect_is_not_followed_and_a_receiver_that_hangs_is_left() {
        listening("/redirect");
        assertEquals(302, round().getFirst().code().orElseThrow());
        assertEquals(
                List.of("/redirect"), receiver.told.stream().map(Told::path).toList());

        listening("/hang");
        courier.patience = Duration.ofMillis(300);
        Outcome left = round().getFirst();
        assertTrue(left.code().isEmpty());
        assertEquals(Optional.of("The server did not answer within 300 ms."), left.problem());
    }

    @Test
    void sound_that_this_server_cannot_read_is_not_held_against_the_webhook() {
        courier.sounds = new SoundBodies() {
            @Override
            EventBody.Sound of(Claimed claimed) throws IOException {
                throw new IOException("The disk is away.");
            }
        };
        Made webhook = database.inTransaction(() -> webhooks.create(receiver.url("/status/200")));
        for (int i = 0; i < 2; i++) {
            database.inTransaction(() -> {
                outbox.put(webhook.id(), EventType.POST_CALL_AUDIO, "conv_1", JsonValue.EMPTY_JSON_OBJECT);
                return "";
            });
        }
        for (int round = 0; round < 7; round++) {
            assertEquals(2, round().size());
            now = now.plus(Duration.ofDays(2));
        }
        assertEquals(List.of(), receiver.told);
        assertFalse(shown(webhook).getBoolean("is_auto_disabled"));
        assertEquals(JsonValue.NULL, shown(webhook).get("most_recent_failure_timestamp"));
        assertEquals(List.of("pending", "pending"), database.column("select status from webhook_delivery"));
    }
}
