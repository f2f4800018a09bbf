package antiphon.analysis.delivery;

import antiphon.api.Cursor;
import antiphon.api.Json;
import antiphon.api.Page;
import antiphon.api.Problem;
import antiphon.api.PublicId;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The log of deliveries, and sending anew. */
@ApplicationScoped
class WebhookDeliveries {
    private static final String ORDER = "webhook_deliveries";
    private static final Set<String> STATUSES =
            Set.of(WebhookDelivery.PENDING, WebhookDelivery.DELIVERED, WebhookDelivery.FAILED);
    private static final int MOST = 100;

    @PersistenceContext(unitName = "analysis")
    EntityManager entities;

    @Inject
    AuditTrail audit;

    @Inject
    InstantSource clock;

    /** The newest first. */
    @Transactional
    Page<JsonObject> page(Query query) {
        StringBuilder where = new StringBuilder("1 = 1");
        Map<String, Object> values = new LinkedHashMap<>();
        query.text("webhook_id").ifPresent(id -> add(where, values, "webhookId", id));
        query.text("conversation_id").ifPresent(id -> add(where, values, "conversationId", id));
        query.oneOf("status", STATUSES).ifPresent(status -> add(where, values, "status", status));
        query.text("type").ifPresent(type -> add(where, values, "eventType", type));
        Cursor.from(query, ORDER, 2).ifPresent(cursor -> {
            where.append(" and (d.createdAt < :before or d.createdAt = :before and d.id < :id)");
            values.put("before", instant(cursor.key().getFirst()));
            values.put("id", cursor.key().getLast());
        });
        int size = query.number("page_size", 30, 1, MOST);
        TypedQuery<WebhookDelivery> rows = entities.createQuery(
                "select d from WebhookDelivery d where " + where + " order by d.createdAt desc, d.id desc",
                WebhookDelivery.class);
        values.forEach(rows::setParameter);
        Page<WebhookDelivery> page = Page.cut(
                rows.setMaxResults(size + 1).getResultList(),
                size,
                last -> new Cursor(ORDER, List.of(last.createdAt().toString(), last.id())));
        return page.map(delivery -> delivery.asJson().build());
    }

    private static void add(StringBuilder where, Map<String, Object> values, String attribute, Object value) {
        where.append(" and d.").append(attribute).append(" = :").append(attribute);
        values.put(attribute, value);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException made) {
            throw Cursor.refusal();
        }
    }

    /** With what is sent, and what came of each attempt. */
    @Transactional
    JsonObject whole(String id) {
        WebhookDelivery delivery = found(id, LockModeType.NONE);
        JsonArrayBuilder attempts = Json.createArrayBuilder();
        entities.createQuery(
                        "select a from DeliveryAttempt a where a.deliveryId = :id order by a.number",
                        DeliveryAttempt.class)
                .setParameter("id", id)
                .getResultList()
                .forEach(attempt -> attempts.add(attempt.asJson()));
        return delivery.asJson()
                .add("payload", delivery.payload())
                .add("attempts", attempts)
                .build();
    }

    /**
     * Sends it once more, from the beginning of the schedule and with the same id.
     *
     * @throws Refusal.Conflict while it is being sent
     */
    @Transactional
    JsonObject replay(String id, Actor by) {
        WebhookDelivery delivery = found(id, LockModeType.PESSIMISTIC_WRITE);
        Instant now = clock.instant();
        if (delivery.isUnderWay(now)) {
            throw new Refusal.Conflict(
                    "delivery_under_way",
                    "The delivery '" + id + "' is being sent just now; replay it when this attempt is over.");
        }
        delivery.replay(now);
        audit.note(by, "webhook_delivery.replay", id, null, null);
        return delivery.asJson().build();
    }

    /**
     * Sends all once more but those that are being sent just now.
     *
     * @param wanted {@code since_unix}, and {@code webhook_id} and {@code status} where not all are meant
     * @return how many
     */
    @Transactional
    int replayAll(JsonObject wanted, Actor by) {
        if (!(wanted.get("since_unix") instanceof JsonNumber since)) {
            throw new Refusal.Invalid(Problem.at("body.since_unix", "Field required, seconds since 1970", "missing"));
        }
        String status = text(wanted, "status");
        if (!status.isEmpty() && !STATUSES.contains(status)) {
            throw new Refusal.Invalid(
                    Problem.at("body.status", "Input should be 'delivered', 'failed' or 'pending'", "enum"));
        }
        String webhook = text(wanted, "webhook_id");
        int count = entities.createQuery("update WebhookDelivery d set d.status = 'pending', d.tries = 0,"
                        + " d.settledAt = null, d.dueAt = :now where d.createdAt >= :since and d.claimedBy is null"
                        + " and (:status = '' or d.status = :status) and (:webhook = '' or d.webhookId = :webhook)")
                .setParameter("now", clock.instant())
                .setParameter("since", Instant.ofEpochSecond(Math.max(0, Math.min(since.longValue(), 1L << 40))))
                .setParameter("status", status)
                .setParameter("webhook", webhook)
                .executeUpdate();
        audit.note(by, "webhook_delivery.replay_all", webhook.isEmpty() ? "*" : webhook, null, null);
        return count;
    }

    private static String text(JsonObject wanted, String name) {
        return wanted.get(name) instanceof JsonString text ? text.getString() : "";
    }

    private WebhookDelivery found(String id, LockModeType lock) {
        WebhookDelivery delivery = PublicId.isPlausible(id) ? entities.find(WebhookDelivery.class, id, lock) : null;
        if (delivery == null) {
            throw Refusal.NotFound.of("delivery", id);
        }
        return delivery;
    }
}
