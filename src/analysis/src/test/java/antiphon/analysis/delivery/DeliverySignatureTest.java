package antiphon.analysis.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.analysis.delivery.Receiver.Told;
import antiphon.analysis.webhooks.WebhookFurniture.Made;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** How deliveries are signed, also while a secret is rotated. */
class DeliverySignatureTest extends Deliveries {
    /** As the official clients do: the first {@code t} and the first {@code v0}, over the bytes as they came. */
    private static boolean isSigned(Told told, String secret) throws GeneralSecurityException {
        List<String> parts = Arrays.asList(told.header("elevenlabs-signature").split(",", -1));
        String t = parts.stream()
                .filter(part -> part.startsWith("t="))
                .findFirst()
                .orElseThrow()
                .substring(2);
        String v0 = parts.stream()
                .filter(part -> part.startsWith("v0="))
                .findFirst()
                .orElseThrow();
        return v0.equals("v0=" + HexFormat.of().formatHex(mac(secret, t + "." + told.body())));
    }

    private static byte[] mac(String secret, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_is_taken_was_signed_both_ways_and_is_not_sent_again() throws GeneralSecurityException {
        Made webhook = listening("/status/204");
        round();
        Told told = receiver.told.getFirst();
        assertTrue(isSigned(told, webhook.secret()));
        assertFalse(isSigned(told, webhook.secret() + "x"));
        assertEquals("h3ader", told.headers().get("x-key"));
        assertEquals(only().getString("delivery_id"), told.headers().get("webhook-id"));
        String signed =
                told.headers().get("webhook-id") + "." + told.headers().get("webhook-timestamp") + "." + told.body();
        assertEquals(
                "v1," + Base64.getEncoder().encodeToString(mac(webhook.secret(), signed)),
                told.headers().get("webhook-signature"));
        try (JsonReader reader = Json.createReader(new StringReader(told.body()))) {
            JsonObject event = reader.readObject();
            assertEquals(Set.of("type", "event_timestamp", "data"), event.keySet());
            assertEquals("post_call_transcription", event.getString("type"));
            assertEquals(now.getEpochSecond(), event.getInt("event_timestamp"));
        }
        assertEquals("delivered", only().getString("status"));
        now = now.plus(Duration.ofDays(3));
        assertEquals(List.of(), round());
    }

    @Test
    void for_a_day_after_a_rotation_both_secrets_sign_and_the_new_one_first() throws GeneralSecurityException {
        Made webhook = listening("/status/200");
        String fresh = database.inTransaction(() -> webhooks.rotate(webhook.id()));
        assertNotEquals(webhook.secret(), fresh);
        round();
        Told told = receiver.told.getFirst();
        assertTrue(isSigned(told, fresh));
        String old = HexFormat.of()
                .formatHex(mac(webhook.secret(), told.headers().get("webhook-timestamp") + "." + told.body()));
        assertTrue(told.header("elevenlabs-signature").endsWith(",v0=" + old));
        assertEquals(2, told.header("webhook-signature").split(" ", -1).length);

        now = now.plus(Duration.ofHours(25));
        put(webhook);
        round();
        assertEquals(2, receiver.told.get(1).header("elevenlabs-signature").split(",", -1).length);
    }

    @Test
    void both_secrets_sign_also_when_seconds_since_1970_do_not_fit_an_int_any_more() throws GeneralSecurityException {
        now = Instant.parse("2040-01-02T03:04:05Z");
        Made webhook = listening("/status/200");
        database.inTransaction(() -> webhooks.rotate(webhook.id()));
        round();
        assertEquals(3, receiver.told.getFirst().header("elevenlabs-signature").split(",", -1).length);
    }
}
