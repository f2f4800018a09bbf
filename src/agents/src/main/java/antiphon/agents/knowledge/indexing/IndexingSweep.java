package antiphon.agents.knowledge.indexing;

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

/** Looks every other second whether an index waits, and starts the job that makes it. Every server does. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class IndexingSweep {
    private static final Logger LOG = System.getLogger(IndexingSweep.class.getName());
    static final String JOB = "knowledge-indexing";

    @Inject
    IndexingQueue queue;

    @Inject
    Embeddings embeddings;

    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final IndexingJob job = new IndexingJob(JOB);

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void sweep() {
        if (sweeping.compareAndSet(false, true)) {
            try {
                startIfNeeded();
            } catch (RuntimeException failed) {
                // A timer that throws is not called again for minutes.
                LOG.log(Level.WARNING, "The indexing job could not be started and will be tried again", failed);
            } finally {
                sweeping.set(false);
            }
        }
    }

    private void startIfNeeded() {
        if (queue.waits() && !embeddings.name().isEmpty()) {
            job.startUnlessUnderWay();
        }
    }
}
