package antiphon.analysis;

import antiphon.conversations.record.PostCalls;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.NoSuchJobExecutionException;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks every second whether a conversation ended, and starts the job that analyses it. Every server does, and each renews
 * the leases of what its own jobs have in hand: those of a server that died run out.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class PostCallSweep {
    static final String JOB = "post-call-analysis";
    private static final Logger LOG = System.getLogger(PostCallSweep.class.getName());
    private static final Duration LONGEST_START = Duration.ofMinutes(1);
    private static final Set<BatchStatus> UNDER_WAY =
            Set.of(BatchStatus.STARTING, BatchStatus.STARTED, BatchStatus.STOPPING);

    @Inject
    PostCalls postCalls;

    @Inject
    PostCallWorkers workers;

    @Inject
    InstantSource clock;

    private final AtomicBoolean sweeping = new AtomicBoolean();
    private long execution = -1;
    private Instant started = Instant.EPOCH;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void sweep() {
        if (sweeping.compareAndSet(false, true)) {
            try {
                workers.names().forEach(postCalls::renew);
                startIfNeeded();
            } catch (RuntimeException away) {
                LOG.log(Level.WARNING, "Ended conversations could not be looked for; that is tried again", away);
            } finally {
                sweeping.set(false);
            }
        }
    }

    private void startIfNeeded() {
        if (!postCalls.due()) {
            return;
        }
        JobOperator jobs = BatchRuntime.getJobOperator();
        if (!isUnderWay(jobs)) {
            execution = jobs.start(JOB, new Properties());
            started = clock.instant();
        }
    }

    /** What the books say of a job at which nobody works is believed for a while: its end may not have been written. */
    private boolean isUnderWay(JobOperator jobs) {
        if (!workers.names().isEmpty()) {
            return true;
        }
        try {
            return clock.instant().isBefore(started.plus(LONGEST_START))
                    && UNDER_WAY.contains(jobs.getJobExecution(execution).getBatchStatus());
        } catch (NoSuchJobExecutionException forgotten) {
            return false;
        }
    }
}
