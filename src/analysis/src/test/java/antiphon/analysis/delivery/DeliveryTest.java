package antiphon.analysis.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.outgoing.OutgoingRequests;
import antiphon.analysis.EndedCalls;
import antiphon.analysis.delivery.DeliveryQueue.Claimed;
import antiphon.analysis.delivery.DeliveryQueue.Sent;
import antiphon.analysis.delivery.Receiver.Told;
import antiphon.analysis.webhooks.WebhookFurniture;
import antiphon.analysis.webhooks.WebhookFurniture.Made;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.testing.TestDatabase;
import antiphon.testing.Wiring;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries from a real PostgreSQL to a real server, at times that the test says. */
class DeliveryTest {
    private final TestDatabase database = new TestDatabase();
    private final EntityManager entities = database.entities("analysis");
    private final AuditTrail audit = new Wiring(database::entities)
            .with(InstantSource.class, () -> now())
            .get(AuditTrail.class);
    private final DeliverySettings settings = new DeliverySettings();
    private final DeliveryQueue queue = new DeliveryQueue();
    private final Outbox outbox = new Outbox();
    private final WebhookDeliveries log = new WebhookDeliveries();
    private final OutgoingRequests requests = OutgoingRequests.configured(
            key -> key.equals("outgoing.allow") ? Optional.of("localhost") : Optional.empty());
    private final Courier courier = new Courier();
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private Receiver receiver;
    private WebhookFurniture webhooks;

    private Instant now() {
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

    private Made listening(String path) {
        Made made = database.inTransaction(() -> webhooks.create(receiver.url(path)));
        put(made);
        return made;
    }

    private void put(Made webhook) {
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
    private List<Outcome> round() {
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

    private void settle(Claimed claimed, Outcome outcome) {
        database.inTransaction(() -> {
            queue.settle(List.of(new Sent(claimed, outcome)));
            return "";
        });
    }

    private JsonObject only() {
        String id = (String) database.column("select id from webhook_delivery").getFirst();
        return database.inTransaction(() -> log.whole(id));
    }

    private JsonObject shown(Made webhook) {
        return database.inTransaction(() -> webhooks.shown(webhook.id()));
    }

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

    @Test
    void both_secrets_sign_also_when_seconds_since_1970_do_not_fit_an_int_any_more() throws GeneralSecurityException {
        now = Instant.parse("2040-01-02T03:04:05Z");
        Made webhook = listening("/status/200");
        database.inTransaction(() -> webhooks.rotate(webhook.id()));
        round();
        assertEquals(3, receiver.told.getFirst().header("elevenlabs-signature").split(",", -1).length);
    }
}
