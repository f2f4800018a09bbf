package antiphon.analysis.delivery;

import antiphon.analysis.webhooks.WebhookTargets;
import antiphon.analysis.webhooks.WebhookTargets.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The deliveries that are due, webhook by webhook, so that a slow one delays no other. Whoever claims some has them until
 * the lease is over, which he renews; what a dead server had claimed is then claimed by another.
 */
@ApplicationScoped
class DeliveryQueue {
    /** A server that dies is succeeded within a minute. */
    static final Duration LEASE = Duration.ofSeconds(45);

    /** What has less left than this is renewed. */
    private static final Duration RENEWED_BELOW = Duration.ofSeconds(30);

    private static final String HELD = " claimed_by = ?1 and status = 'pending' and id = any(string_to_array(?2, ' '))";

    @PersistenceContext(unitName = "analysis")
    EntityManager entities;

    @Inject
    WebhookTargets webhooks;

    @Inject
    DeliverySettings settings;

    @Inject
    InstantSource clock;

    /**
     * A delivery in somebody's hands.
     *
     * @param number of this attempt, from 1
     */
    record Claimed(
            String id,
            Target target,
            String webhookId,
            String conversationId,
            EventType type,
            String payload,
            int number,
            String worker) {
        @Override
        public String toString() {
            return "Claimed[" + id + "]";
        }
    }

    /** What was sent, and what came of it. */
    record Sent(Claimed claimed, Outcome outcome) {}

    /** The webhooks for which something is due. */
    @Transactional
    List<String> dueWebhooks() {
        List<?> rows = entities.createNativeQuery("""
                        select w.id from workspace_webhook w where not w.disabled and not w.auto_disabled and exists (
                            select 1 from webhook_delivery d
                            where d.webhook_id = w.id and d.status = 'pending' and d.due_at <= ?1)
                        order by w.id
                        """).setParameter(1, now()).getResultList();
        return rows.stream().map(String.class::cast).toList();
    }

    /**
     * Takes those that have waited longest.
     *
     * @param most how many at most
     * @return nothing where the webhook is gone, or switched off
     */
    @Transactional
    List<Claimed> claim(String webhookId, int most, String worker) {
        return webhooks.find(webhookId)
                .map(target -> claim(target, webhookId, most, worker))
                .orElse(List.of());
    }

    private List<Claimed> claim(Target target, String webhookId, int most, String worker) {
        List<?> rows = entities.createNativeQuery("""
                        with due as materialized (
                            select id from webhook_delivery where webhook_id = ?1 and status = 'pending' and due_at <= ?2
                            order by due_at limit ?3 for update skip locked)
                        update webhook_delivery d set claimed_by = ?4, due_at = ?5
                        from due where d.id = due.id
                        returning d.id, d.conversation_id, d.event_type, d.payload, d.attempts
                        """)
                .setParameter(1, webhookId)
                .setParameter(2, now())
                .setParameter(3, most)
                .setParameter(4, worker)
                .setParameter(5, after(LEASE))
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Claimed(
                        (String) row[0],
                        target,
                        webhookId,
                        (String) row[1],
                        EventType.of((String) row[2]).orElseThrow(),
                        (String) row[3],
                        ((Number) row[4]).intValue() + 1,
                        worker))
                .toList();
    }

    /** Says that the worker still has these. What is being settled now is passed over: waiting would lock up both. */
    @Transactional
    void renew(String worker, Collection<String> ids) {
        entities.createNativeQuery("update webhook_delivery set due_at = ?3 where id in ("
                        + "select id from webhook_delivery where" + HELD + " and due_at < ?4 for update skip locked)")
                .setParameter(1, worker)
                .setParameter(2, String.join(" ", ids))
                .setParameter(3, after(LEASE))
                .setParameter(4, after(RENEWED_BELOW))
                .executeUpdate();
    }

    /** Gives back what was claimed and not sent; it is due at once. */
    @Transactional
    void release(String worker, Collection<String> ids) {
        entities.createNativeQuery("update webhook_delivery set claimed_by = null, due_at = ?3 where" + HELD)
                .setParameter(1, worker)
                .setParameter(2, String.join(" ", ids))
                .setParameter(3, now())
                .executeUpdate();
    }

    /** Writes down what came of what one worker sent, and when it is to be tried again. */
    @Transactional
    void settle(List<Sent> sent) {
        Map<String, Sent> byId =
                sent.stream().collect(Collectors.toMap(each -> each.claimed().id(), each -> each));
        List<WebhookDelivery> deliveries = entities.createQuery(
                        "select d from WebhookDelivery d where d.id in :ids order by d.id", WebhookDelivery.class)
                .setParameter("ids", byId.keySet())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        SortedSet<String> pleased = new TreeSet<>();
        for (WebhookDelivery delivery : deliveries) {
            Sent each = Objects.requireNonNull(byId.get(delivery.id()));
            if (delivery.isHeldBy(each.claimed().worker())) {
                settle(delivery, each, pleased);
            }
        }
        pleased.forEach(webhooks::succeeded);
    }

    private void settle(WebhookDelivery delivery, Sent sent, Set<String> pleased) {
        entities.persist(new DeliveryAttempt(delivery.id(), delivery.tried(), sent.outcome()));
        settle(delivery, sent.claimed(), sent.outcome(), pleased);
        if (delivery.isToGo()) {
            entities.flush();
            entities.remove(delivery);
        }
    }

    private void settle(WebhookDelivery delivery, Claimed claimed, Outcome outcome, Set<String> pleased) {
        Instant now = clock.instant();
        if (outcome.isTaken()) {
            delivery.settle(true, now);
            pleased.add(claimed.webhookId());
            return;
        }
        if (outcome.isGone()) {
            webhooks.gone(claimed.webhookId(), outcome.code().orElseThrow());
        } else if (outcome.asked()) {
            webhooks.failed(claimed.webhookId(), outcome.code());
        }
        // As the webhook was when this was claimed: one that is switched off by now has it wait like all others.
        Optional<Duration> pause = claimed.target().retries()
                ? settings.schedule().after(delivery.tries(), RandomGenerator.getDefault())
                : Optional.empty();
        pause.ifPresentOrElse(wait -> delivery.waitFor(wait, now), () -> delivery.settle(false, now));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private Timestamp after(Duration pause) {
        return Timestamp.from(clock.instant().plus(pause));
    }
}
