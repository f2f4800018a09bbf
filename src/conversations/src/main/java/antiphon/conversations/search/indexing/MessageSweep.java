package antiphon.conversations.search.indexing;

import antiphon.agents.jobs.SweptJob;
import antiphon.agents.knowledge.indexing.Embeddings;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Looks every other second whether messages wait for vectors, and starts the job that makes them. Every server does. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class MessageSweep {
    static final String JOB = "message-indexing";

    @Inject
    MessageQueue queue;

    @Inject
    Embeddings embeddings;

    private final SweptJob job = new SweptJob(JOB);

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void sweep() {
        job.sweep(() -> queue.waits() && !embeddings.name().isEmpty());
    }
}
