package antiphon.conversations.search.indexing;

import antiphon.agents.knowledge.indexing.Embeddings;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
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
import java.util.Properties;
import java.util.Set;
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
    private static final Set<BatchStatus> UNDER_WAY =
            Set.of(BatchStatus.STARTING, BatchStatus.STARTED, BatchStatus.STOPPING);

    @Inject
    MessageQueue queue;

    @Inject
    Embeddings embeddings;

    private final AtomicBoolean sweeping = new AtomicBoolean();
    private long execution = -1;

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
        if (!queue.waits() || embeddings.name().isEmpty()) {
            return;
        }
        JobOperator jobs = BatchRuntime.getJobOperator();
        if (execution < 0 || !UNDER_WAY.contains(jobs.getJobExecution(execution).getBatchStatus())) {
            execution = jobs.start(JOB, new Properties());
        }
    }
}
