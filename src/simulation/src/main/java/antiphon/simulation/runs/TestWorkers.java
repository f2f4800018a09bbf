package antiphon.simulation.runs;

import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.simulation.Trials;
import antiphon.simulation.Trials.Order;
import antiphon.simulation.Trials.Outcome;
import antiphon.simulation.judging.Verdict;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Carries out the runs that wait, several at a time. Any thread. */
@ApplicationScoped
class TestWorkers {
    private static final Logger LOG = System.getLogger(TestWorkers.class.getName());

    @Inject
    RunQueue queue;

    @Inject
    Trials trials;

    /** How many runs this server carries out at a time. */
    @Inject
    @ConfigProperty(name = "simulation.runs.most", defaultValue = "4")
    int most;

    @Resource
    ManagedExecutorService threads;

    private final String name = PublicId.fresh("worker_");
    private final Map<String, AtomicBoolean> underWay = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    Executor threads() {
        return threads;
    }

    /** Takes as many runs as there is room for, and returns at once. */
    void wake() {
        try {
            threads().execute(this::take);
        } catch (RejectedExecutionException serverStops) {
            LOG.log(Level.DEBUG, "The server is being stopped; runs wait for the next one");
        }
    }

    private synchronized void take() {
        boolean more = true;
        while (more && !stopping && underWay.size() < most) {
            Optional<String> claimed = queue.claim(name);
            more = claimed.isPresent();
            claimed.ifPresent(this::begin);
        }
    }

    private void begin(String runId) {
        AtomicBoolean stopped = new AtomicBoolean();
        underWay.put(runId, stopped);
        try {
            threads().execute(() -> {
                try {
                    carryOut(runId, stopped);
                } finally {
                    underWay.remove(runId);
                    wake();
                }
            });
        } catch (RejectedExecutionException serverStops) {
            underWay.remove(runId);
        }
    }

    private void carryOut(String runId, AtomicBoolean stopped) {
        try {
            if (!queue.givesUp(runId, name)) {
                Optional<Order> order = queue.order(runId, name);
                if (order.isPresent()) {
                    queue.settle(runId, name, trials.carryOut(order.get(), stopped::get));
                }
            }
        } catch (InterruptedException serverStops) {
            Thread.currentThread().interrupt();
        } catch (Refusal gone) {
            queue.settle(runId, name, new Outcome(Verdict.failure(gone.message()), List.of()));
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "A test could not be carried out: " + runId, broken);
            queue.settle(runId, name, new Outcome(Verdict.unknown("The server failed unexpectedly."), List.of()));
        }
    }

    /** Says that what is under way here still is; what was cancelled, or taken by others, stops. */
    void renew() {
        Set<String> claimed = Set.copyOf(underWay.keySet());
        if (claimed.isEmpty()) {
            return;
        }
        Set<String> held = queue.renew(claimed, name);
        underWay.forEach((id, stopped) -> {
            if (claimed.contains(id) && !held.contains(id)) {
                stopped.set(true);
            }
        });
    }

    @PreDestroy
    void stop() {
        stopping = true;
        underWay.values().forEach(stopped -> stopped.set(true));
    }
}
