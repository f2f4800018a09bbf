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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The deliveries that are due, webhook by webhook, so that a slow one delays no other. A claim is over when its time has
 * come; until then its holder is done with it, or gone.
 */
@ApplicationScoped
class DeliveryQueue {
    /** Longer than sending anything may take. */
    static final Duration LEASE = Courier.LONGEST.plusSeconds(30);

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

    /** @param most how many at most */
    @Transactional
    List<Claimed> claim(String webhookId, int most, String worker) {
        List<?> rows = entities.createNativeQuery("""
                        select id from webhook_delivery where webhook_id = ?1 and status = 'pending' and due_at <= ?2
                        order by due_at limit ?3 for update skip locked
                        """)
                .setParameter(1, webhookId)
                .setParameter(2, now())
                .setParameter(3, most)
                .getResultList();
        List<Claimed> claimed = new ArrayList<>();
        Instant until = clock.instant().plus(LEASE);
        for (Object id : rows) {
            WebhookDelivery delivery = entities.find(WebhookDelivery.class, id);
            delivery.claim(worker, until);
            claimed.add(new Claimed(
                    delivery.id(),
                    delivery.webhookId(),
                    delivery.conversationId(),
                    delivery.eventType(),
                    delivery.payload(),
                    delivery.attempts() + 1,
                    worker));
        }
        return claimed;
    }

    /** Writes down what came of it, and when it is to be tried again. */
    @Transactional
    void settle(Claimed claimed, Outcome outcome) {
        WebhookDelivery delivery = entities.find(WebhookDelivery.class, claimed.id(), LockModeType.PESSIMISTIC_WRITE);
        if (delivery == null || !delivery.isHeldBy(claimed.worker())) {
            return;
        }
        Optional<Target> target = webhooks.find(claimed.webhookId());
        entities.persist(new DeliveryAttempt(delivery.id(), delivery.tried(), outcome));
        settle(delivery, claimed, outcome, target);
        if (delivery.isToGo()) {
            entities.flush();
            entities.remove(delivery);
        }
    }

    private void settle(WebhookDelivery delivery, Claimed claimed, Outcome outcome, Optional<Target> target) {
        Instant now = clock.instant();
        if (outcome.isTaken()) {
            delivery.settle(true, now);
            webhooks.succeeded(claimed.webhookId());
            return;
        }
        if (outcome.isGone()) {
            webhooks.gone(claimed.webhookId(), outcome.code().orElseThrow());
        } else {
            webhooks.failed(claimed.webhookId(), outcome.code());
        }
        Optional<Duration> pause = target.filter(Target::retries)
                .flatMap(retrying -> settings.schedule().after(delivery.tries(), RandomGenerator.getDefault()));
        pause.ifPresentOrElse(wait -> delivery.waitFor(wait, now), () -> delivery.settle(false, now));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
