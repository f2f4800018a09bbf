package antiphon.simulation.runs;

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

/** Looks for runs that nobody has come to: those of servers that ended, above all. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TestRunTimer {
    private static final Logger LOG = System.getLogger(TestRunTimer.class.getName());

    @Inject
    TestWorkers workers;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void look() {
        try {
            workers.renew();
            workers.wake();
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "Runs of tests could not be looked for; that is tried again", away);
        }
    }
}
