package antiphon.analysis;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Has jobs of days ago forgotten, a few at a time. A server starts a job a second at most: those are many by then. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class JobHistoryTimer {
    static final Duration KEPT = Duration.ofDays(3);
    private static final int AT_ONCE = 500;
    private static final Logger LOG = System.getLogger(JobHistoryTimer.class.getName());

    @Inject
    JobHistory history;

    @Inject
    InstantSource clock;

    @Schedule(hour = "*", minute = "23", persistent = false)
    void look() {
        Instant before = clock.instant().minus(KEPT);
        try {
            int forgotten = history.forget(before, AT_ONCE);
            for (int some = forgotten; some == AT_ONCE; forgotten += some) {
                some = history.forget(before, AT_ONCE);
            }
            if (forgotten > 0) {
                LOG.log(Level.INFO, "Jobs of days ago were forgotten: {0}", forgotten);
            }
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "Jobs of days ago could not be forgotten; that is tried again", away);
        }
    }
}
