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

/**
 * Has jobs of days ago forgotten, and those that never started, a few at a time. A server starts a job a second at most:
 * those are many by then.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class JobHistoryTimer {
    static final Duration KEPT = Duration.ofDays(3);
    private static final Duration LONGEST_START = Duration.ofHours(1);
    private static final int AT_ONCE = 500;
    private static final Logger LOG = System.getLogger(JobHistoryTimer.class.getName());

    @Inject
    JobHistory history;

    @Inject
    InstantSource clock;

    @Schedule(hour = "*", minute = "23", persistent = false)
    void look() {
        try {
            int forgotten = forgetSome();
            for (int some = forgotten; some == AT_ONCE; forgotten += some) {
                some = forgetSome();
            }
            if (forgotten > 0) {
                LOG.log(Level.INFO, "Jobs that are over were forgotten: {0}", forgotten);
            }
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "Jobs that are over could not be forgotten; that is tried again", away);
        }
    }

    private int forgetSome() {
        Instant now = clock.instant();
        return history.forget(now.minus(KEPT), now.minus(LONGEST_START), AT_ONCE);
    }
}
