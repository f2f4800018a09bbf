package antiphon.analysis.delivery;

import antiphon.analysis.delivery.DeliveryQueue.Claimed;
import antiphon.analysis.delivery.DeliveryQueue.Sent;
import antiphon.api.PublicId;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Carries what is due, so many to one webhook at a time and so many in all. Any thread. */
@ApplicationScoped
class Couriers {
    private static final Logger LOG = System.getLogger(Couriers.class.getName());

    /** Claimed for one webhook in one query, where the webhook takes them quickly. */
    private static final int MOST_AT_ONCE = 128;

    private static final Duration QUICKLY = Duration.ofSeconds(1);

    @Inject
    DeliveryQueue queue;

    @Inject
    Settlements settlements;

    @Inject
    Courier courier;

    @Inject
    DeliverySettings settings;

    @Inject
    InstantSource clock;

    @Resource
    ManagedExecutorService threads;

    private final String name = PublicId.fresh("courier_");
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile boolean stopping;

    Executor threads() {
        return threads;
    }

    /** Keeps the leases of all that is in hand. */
    void renew() {
        Set<String> ids = Set.copyOf(inHand);
        if (!ids.isEmpty()) {
            queue.renew(name, ids);
        }
    }

    /** Has somebody begin wherever something is due; it is sent by other threads, which go on while there is more. */
    void take() {
        List<String> due = new ArrayList<>(queue.dueWebhooks());
        // With many webhooks and few couriers, all have their turn.
        Collections.shuffle(due);
        due.forEach(webhook -> begin(lanes.computeIfAbsent(webhook, Lane::new)));
    }

    private void begin(Lane lane) {
        if (!stopping && lane.enter()) {
            try {
                threads().execute(() -> work(lane));
            } catch (RejectedExecutionException serverStops) {
                lane.leave();
            }
        }
    }

    private void work(Lane lane) {
        try {
            for (Optional<Claimed> next = lane.next(); next.isPresent() && !stopping; next = lane.next()) {
                if (lane.hasMore()) {
                    begin(lane);
                }
                carry(lane, next.get());
            }
        } catch (RuntimeException away) {
            LOG.log(Level.DEBUG, "The timer looks again", away);
        } finally {
            lane.leave();
        }
    }

    private void carry(Lane lane, Claimed claimed) {
        try {
            Outcome outcome = courier.carry(claimed);
            settlements.add(new Sent(claimed, outcome));
            if (!outcome.isTaken()) {
                lane.giveBack();
            }
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "A delivery could not be made; it is tried again: " + claimed.id(), broken);
        } finally {
            inHand.remove(claimed.id());
        }
    }

    @PreDestroy
    void stop() {
        stopping = true;
    }

    /**
     * What is on its way to one webhook. It is claimed as many at a time as may be sent at a time; more and more while the
     * webhook takes them quickly; and what was claimed ahead is given back at the first that is not taken.
     */
    private final class Lane {
        private final String webhook;
        private final Deque<Claimed> ahead = new ArrayDeque<>();
        private final AtomicInteger couriers = new AtomicInteger();
        private int size;
        private Instant claimedAt = Instant.EPOCH;

        Lane(String webhook) {
            this.webhook = webhook;
        }

        boolean enter() {
            if (couriers.incrementAndGet() <= settings.atOneEndpoint()) {
                if (busy.incrementAndGet() <= settings.inAll()) {
                    return true;
                }
                busy.decrementAndGet();
            }
            couriers.decrementAndGet();
            return false;
        }

        void leave() {
            couriers.decrementAndGet();
            busy.decrementAndGet();
        }

        synchronized boolean hasMore() {
            return !ahead.isEmpty();
        }

        synchronized Optional<Claimed> next() {
            if (ahead.isEmpty()) {
                Instant now = clock.instant();
                size = now.isBefore(claimedAt.plus(QUICKLY))
                        ? Math.max(size, Math.min(2 * size, MOST_AT_ONCE))
                        : settings.atOneEndpoint();
                claimedAt = now;
                ahead.addAll(queue.claim(webhook, size, name));
                ahead.forEach(claimed -> inHand.add(claimed.id()));
            }
            return Optional.ofNullable(ahead.poll());
        }

        synchronized void giveBack() {
            claimedAt = Instant.EPOCH;
            List<String> ids = ahead.stream().map(Claimed::id).toList();
            ahead.clear();
            inHand.removeAll(ids);
            if (!ids.isEmpty()) {
                queue.release(name, ids);
            }
        }
    }
}
