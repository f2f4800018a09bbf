package antiphon.agents.jobs;

import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** A batch job that works off what waits, at most one of its name on this server. For any threads. */
public final class SweptJob {
    private static final Logger LOG = System.getLogger(SweptJob.class.getName());
    private static final Set<BatchStatus> UNDER_WAY =
            Set.of(BatchStatus.STARTING, BatchStatus.STARTED, BatchStatus.STOPPING);

    private final String name;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile long execution = -1;

    /** @param name of its page in {@code META-INF/batch-jobs} */
    public SweptJob(String name) {
        this.name = name;
    }

    /**
     * Starts the job if something waits and nobody works on it. A sweep that comes while another goes on does nothing.
     * What goes wrong is logged and left to the next: a timer that throws is not called again for minutes.
     */
    public void sweep(BooleanSupplier waits) {
        if (sweeping.compareAndSet(false, true)) {
            try {
                if (waits.getAsBoolean()) {
                    startUnlessUnderWay();
                }
            } catch (RuntimeException failed) {
                LOG.log(Level.WARNING, "Job " + name + " could not be started and will be tried again", failed);
            } finally {
                sweeping.set(false);
            }
        }
    }

    private void startUnlessUnderWay() {
        JobOperator jobs = BatchRuntime.getJobOperator();
        if (!isUnderWay(jobs)) {
            execution = jobs.start(name, new Properties());
        }
    }

    private boolean isUnderWay(JobOperator jobs) {
        try {
            return execution >= 0
                    && UNDER_WAY.contains(jobs.getJobExecution(execution).getBatchStatus());
        } catch (NoSuchJobExecutionException forgotten) {
            // The books of jobs are kept for some days only.
            return false;
        }
    }
}
