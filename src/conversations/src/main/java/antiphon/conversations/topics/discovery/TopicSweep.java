package antiphon.conversations.topics.discovery;

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

/** Looks every few seconds whether an agent's topics are to be looked for, and starts the job that does. Every server does. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TopicSweep {
    static final String JOB = "topic-discovery";

    @Inject
    DiscoveryQueue queue;

    @Inject
    Embeddings embeddings;

    private final SweptJob job = new SweptJob(JOB);

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void sweep() {
        job.sweep(() -> queue.waits() && !embeddings.name().isEmpty());
    }
}
