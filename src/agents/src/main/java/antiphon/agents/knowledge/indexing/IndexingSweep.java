package antiphon.agents.knowledge.indexing;

import antiphon.agents.jobs.SweptJob;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Looks every other second whether an index waits, and starts the job that makes it. Every server does. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class IndexingSweep {
    static final String JOB = "knowledge-indexing";

    @Inject
    IndexingQueue queue;

    @Inject
    Embeddings embeddings;

    private final SweptJob job = new SweptJob(JOB);

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void sweep() {
        job.sweep(() -> queue.waits() && !embeddings.name().isEmpty());
    }
}
