package antiphon.analysis.delivery;

import antiphon.analysis.webhooks.WebhookTargets;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;

/** The outbox put together by hand. */
public final class DeliveryFurniture {
    private DeliveryFurniture() {}

    public static Outbox outbox(EntityManager entities, InstantSource clock, WebhookTargets webhooks) {
        DeliverySettings settings = new DeliverySettings();
        settings.schedule = DeliverySchedule.USUAL;
        Outbox outbox = new Outbox();
        outbox.entities = entities;
        outbox.clock = clock;
        outbox.settings = settings;
        outbox.webhooks = webhooks;
        return outbox;
    }
}
