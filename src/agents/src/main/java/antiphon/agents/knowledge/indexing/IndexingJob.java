package antiphon.agents.knowledge.indexing;

import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import java.util.Properties;
import java.util.Set;

/** A batch job that works off what waits, at most one of its name on this server. One thread at a time. */
public final class IndexingJob {
    private static final Set<BatchStatus> UNDER_WAY =
            Set.of(BatchStatus.STARTING, BatchStatus.STARTED, BatchStatus.STOPPING);

    private final String name;
    private long execution = -1;

    /** @param name of its page in {@code META-INF/batch-jobs} */
    public IndexingJob(String name) {
        this.name = name;
    }

    public void startUnlessUnderWay() {
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
