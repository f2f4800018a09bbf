package antiphon.analysis.delivery;

import antiphon.analysis.webhooks.WebhookTargets;
import antiphon.api.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What webhooks are to be told. A row of it is written in the transaction of what it tells of, and so never without it. */
@ApplicationScoped
public class Outbox {
    /** Longer than the usual schedule of attempts takes. */
    private static final Duration LONGEST_TELLING = Duration.ofDays(2);

    @PersistenceContext(unitName = "analysis")
    EntityManager entities;

    @Inject
    WebhookTargets webhooks;

    @Inject
    InstantSource clock;

    @Inject
    DeliverySettings settings;

    /**
     * Tells nobody where the webhook is gone, or its owner switched it off.
     *
     * @param said the contract's {@code data} of such an event; of sound, all but the sound
     */
    @Transactional
    public void put(String webhookId, EventType type, String conversationId, JsonObject said) {
        if (!webhooks.listens(webhookId)) {
            return;
        }
        Instant now = clock.instant();
        JsonObject event = Json.createObjectBuilder()
                .add("type", type.wireName())
                .add("event_timestamp", now.getEpochSecond())
                .add("data", said)
                .build();
        Instant due = now.plus(
                settings.schedule().after(0, RandomGenerator.getDefault()).orElseThrow());
        entities.persist(new WebhookDelivery(webhookId, conversationId, type, event.toString(), due, now));
    }

    /** What was told of a conversation's words is deleted; what is still to be told of them goes as soon as it was. */
    @Transactional
    public void forgetWords(String conversationId) {
        entities.createQuery("delete from WebhookDelivery d where d.conversationId = :id and d.status <> :pending")
                .setParameter("id", conversationId)
                .setParameter("pending", WebhookDelivery.PENDING)
                .executeUpdate();
        entities.createQuery("update WebhookDelivery d set d.fleeting = true where d.conversationId = :id")
                .setParameter("id", conversationId)
                .executeUpdate();
    }

    /** Sound that is gone can be told to nobody. */
    @Transactional
    public void forgetSound(String conversationId) {
        entities.createQuery("delete from WebhookDelivery d where d.conversationId = :id and d.eventType = :sound")
                .setParameter("id", conversationId)
                .setParameter("sound", EventType.POST_CALL_AUDIO.wireName())
                .executeUpdate();
    }

    /** What could not be told for so long that it never will be, such as to a webhook that somebody switched off. */
    @Transactional
    public int giveUpFleeting() {
        return entities.createQuery("delete from WebhookDelivery d where d.fleeting = true and d.createdAt < :before")
                .setParameter("before", clock.instant().minus(LONGEST_TELLING))
                .executeUpdate();
    }
}
