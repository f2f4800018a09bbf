package antiphon.analysis.delivery;

import antiphon.agents.outgoing.OutgoingRequests;
import antiphon.analysis.webhooks.WebhookTargets;
import antiphon.testing.Transactions;
import antiphon.testing.Wiring;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The outbox and those who empty it, put together by hand. */
public final class DeliveryFurniture {
    private DeliveryFurniture() {}

    public static Outbox outbox(EntityManager entities, InstantSource clock, WebhookTargets webhooks) {
        Outbox outbox = new Outbox();
        outbox.entities = entities;
        outbox.clock = clock;
        outbox.settings = settings(DeliverySchedule.USUAL);
        outbox.webhooks = webhooks;
        return outbox;
    }

    private static DeliverySettings settings(String schedule) {
        DeliverySettings settings = new DeliverySettings();
        settings.schedule = schedule;
        settings.atOneEndpoint = 8;
        settings.inAll = 64;
        return settings;
    }

    /**
     * Couriers who send what is due on threads of their own, also to this machine.
     *
     * @param schedule seconds before each attempt
     * @param patience with a receiver
     * @return one look of the timer
     */
    public static Runnable couriers(
            Wiring beans, Transactions transactions, Executor executor, String schedule, Duration patience) {
        beans.give(DeliverySettings.class, settings(schedule));
        beans.give(
                OutgoingRequests.class,
                OutgoingRequests.configured(
                        key -> key.equals("outgoing.allow") ? Optional.of("localhost") : Optional.empty()));
        beans.give(DeliveryQueue.class, new QueueInTransactions(transactions));
        beans.get(Courier.class).patience = patience;
        beans.give(Couriers.class, new Couriers() {
            @Override
            Executor threads() {
                return executor;
            }
        });
        return beans.get(DeliveryTimer.class)::look;
    }

    private static final class QueueInTransactions extends DeliveryQueue {
        private final Transactions transactions;

        QueueInTransactions(Transactions transactions) {
            this.transactions = transactions;
        }

        private <T> T within(Supplier<T> work) {
            return transactions.required(work);
        }

        @Override
        List<String> dueWebhooks() {
            return within(super::dueWebhooks);
        }

        @Override
        List<Claimed> claim(String webhookId, int most, String worker) {
            return within(() -> super.claim(webhookId, most, worker));
        }

        @Override
        void renew(String worker, Collection<String> ids) {
            within(() -> {
                super.renew(worker, ids);
                return worker;
            });
        }

        @Override
        void release(String worker, Collection<String> ids) {
            within(() -> {
                super.release(worker, ids);
                return worker;
            });
        }

        @Override
        void settle(List<Sent> sent) {
            within(() -> {
                super.settle(sent);
                return sent;
            });
        }
    }
}
