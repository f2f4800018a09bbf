package antiphon.analysis.delivery;

import antiphon.analysis.delivery.DeliveryQueue.Claimed;
import antiphon.analysis.webhooks.WebhookTargets;
import antiphon.analysis.webhooks.WebhookTargets.Target;
import antiphon.api.PublicId;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Carries what is due, so many to one webhook at a time and so many in all. Any thread. */
@ApplicationScoped
class Couriers {
    private static final Logger LOG = System.getLogger(Couriers.class.getName());

    @Inject
    DeliveryQueue queue;

    @Inject
    Courier courier;

    @Inject
    WebhookTargets webhooks;

    @Inject
    DeliverySettings settings;

    @Resource
    ManagedExecutorService threads;

    private final String name = PublicId.fresh("courier_");
    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile boolean stopping;

    Executor threads() {
        return threads;
    }

    /** Takes as much as there is room for; it is sent by other threads. */
    synchronized void take() {
        for (String webhook : queue.dueWebhooks()) {
            AtomicInteger here = underWay.computeIfAbsent(webhook, none -> new AtomicInteger());
            int room = Math.min(settings.atOneEndpoint() - here.get(), settings.inAll() - busy.get());
            if (room > 0 && !stopping) {
                queue.claim(webhook, room, name).forEach(claimed -> begin(claimed, here));
            }
        }
    }

    private void begin(Claimed claimed, AtomicInteger here) {
        here.incrementAndGet();
        busy.incrementAndGet();
        try {
            threads().execute(() -> {
                try {
                    carry(claimed);
                } finally {
                    done(here);
                }
                takeMore();
            });
        } catch (RejectedExecutionException serverStops) {
            done(here);
        }
    }

    private void done(AtomicInteger here) {
        here.decrementAndGet();
        busy.decrementAndGet();
    }

    private void takeMore() {
        try {
            if (!stopping) {
                take();
            }
        } catch (RuntimeException away) {
            LOG.log(Level.DEBUG, "The timer looks again", away);
        }
    }

    private void carry(Claimed claimed) {
        try {
            Optional<Target> target = webhooks.find(claimed.webhookId());
            if (target.isPresent()) {
                queue.settle(claimed, courier.carry(claimed, target.get()));
            }
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "A delivery could not be made; it is tried again: " + claimed.id(), broken);
        }
    }

    @PreDestroy
    void stop() {
        stopping = true;
    }
}
