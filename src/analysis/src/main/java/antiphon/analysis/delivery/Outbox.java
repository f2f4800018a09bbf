package antiphon.analysis.delivery;

import antiphon.analysis.webhooks.WebhookTargets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What webhooks are to be told. A row of it is written in the transaction of what it tells of, and so never without it. */
@ApplicationScoped
public class Outbox {
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
}
