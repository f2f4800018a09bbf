package antiphon.analysis.delivery;

import antiphon.analysis.delivery.DeliveryQueue.Sent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has it written down what came of deliveries. Whatever comes while some is being written is written next, all in one
 * transaction: the busier, the larger. Any thread.
 */
@ApplicationScoped
class Settlements {
    private static final Logger LOG = System.getLogger(Settlements.class.getName());
    private static final int MOST = 200;

    @Inject
    DeliveryQueue queue;

    private final Queue<Sent> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    /** Returns when it is written, or when somebody else is about to. */
    void add(Sent sent) {
        waiting.add(sent);
        while (!waiting.isEmpty() && writing.compareAndSet(false, true)) {
            try {
                write();
            } finally {
                writing.set(false);
            }
        }
    }

    private void write() {
        List<Sent> some = new ArrayList<>();
        for (Sent next = waiting.poll(); next != null; next = some.size() < MOST ? waiting.poll() : null) {
            some.add(next);
        }
        try {
            if (!some.isEmpty()) {
                queue.settle(some);
            }
        } catch (RuntimeException broken) {
            LOG.log(Level.WARNING, "Deliveries could not be written down together: " + some.size(), broken);
            some.forEach(this::alone);
        }
    }

    /** One that cannot be written is sent again when its lease is over. */
    private void alone(Sent sent) {
        try {
            queue.settle(List.of(sent));
        } catch (RuntimeException broken) {
            LOG.log(
                    Level.ERROR,
                    "A delivery was made and cannot be written down; it is made again: "
                            + sent.claimed().id(),
                    broken);
        }
    }
}
