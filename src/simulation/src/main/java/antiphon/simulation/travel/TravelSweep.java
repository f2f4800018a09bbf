package antiphon.simulation.travel;

import antiphon.agents.knowledge.indexing.IndexingJob;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks every other second whether conversations wait to be replayed, and starts the job that does it. Every server does, and
 * each renews the leases of what its own job has in hand: those of a server that died run out.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TravelSweep {
    static final String JOB = "time-travel";

    private static final Logger LOG = System.getLogger(TravelSweep.class.getName());

    @Inject
    TravelQueue queue;

    @Inject
    TravelWorkers workers;

    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final IndexingJob job = new IndexingJob(JOB);

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void sweep() {
        if (sweeping.compareAndSet(false, true)) {
            try {
                workers.names().forEach(queue::renew);
                if (queue.waits()) {
                    job.startUnlessUnderWay();
                }
            } catch (RuntimeException failed) {
                // A timer that throws is not called again for minutes.
                LOG.log(Level.WARNING, "Conversations could not be replayed; that is tried again", failed);
            } finally {
                sweeping.set(false);
            }
        }
    }
}
