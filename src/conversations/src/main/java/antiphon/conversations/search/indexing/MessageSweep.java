package antiphon.conversations.search.indexing;

import antiphon.agents.knowledge.indexing.Embeddings;
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

/** Looks every other second whether messages wait for vectors, and starts the job that makes them. Every server does. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class MessageSweep {
    private static final Logger LOG = System.getLogger(MessageSweep.class.getName());
    static final String JOB = "message-indexing";

    @Inject
    MessageQueue queue;

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
                LOG.log(Level.WARNING, "Messages could not be given their vectors; that is tried again", failed);
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
