package antiphon.analysis.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How deliveries are made on this server. */
@ApplicationScoped
class DeliverySettings {
    /** Seconds before each attempt. */
    @Inject
    @ConfigProperty(name = "webhooks.schedule", defaultValue = DeliverySchedule.USUAL)
    String schedule;

    /** How many requests go to one webhook at a time. */
    @Inject
    @ConfigProperty(name = "webhooks.concurrency.endpoint", defaultValue = "8")
    int atOneEndpoint;

    /** How many requests this server has under way. */
    @Inject
    @ConfigProperty(name = "webhooks.concurrency.server", defaultValue = "64")
    int inAll;

    DeliverySchedule schedule() {
        return DeliverySchedule.read(schedule);
    }

    int atOneEndpoint() {
        return Math.max(1, atOneEndpoint);
    }

    int inAll() {
        return Math.max(1, inAll);
    }
}
