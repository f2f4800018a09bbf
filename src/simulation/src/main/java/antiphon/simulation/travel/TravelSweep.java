package antiphon.simulation.travel;

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

    @Inject
    TravelQueue queue;

    @Inject
    TravelWorkers workers;

    private final SweptJob job = new SweptJob(JOB);

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void sweep() {
        job.sweep(() -> {
            workers.names().forEach(queue::renew);
            return queue.waits();
        });
    }
}
