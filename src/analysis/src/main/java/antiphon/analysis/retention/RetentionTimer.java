package antiphon.analysis.retention;

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
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Forgets every night what is past its time. Every server does, and again every ten minutes of those hours, so that what
 * failed because something was away is done the same night.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RetentionTimer {
    private static final Logger LOG = System.getLogger(RetentionTimer.class.getName());
    private static final int MOST_FAILURES = 100;

    @Inject
    Forgetting forgetting;

    private final AtomicBoolean busy = new AtomicBoolean();

    @Schedule(hour = "1-4", minute = "*/10", persistent = false)
    void forget() {
        if (busy.compareAndSet(false, true)) {
            try {
                forgetAll();
            } catch (RuntimeException away) {
                LOG.log(Level.WARNING, "Not all that is past its time could be deleted; that is tried again", away);
            } finally {
                busy.set(false);
            }
        }
    }

    void forgetAll() {
        forgetting.reachBack();
        Set<String> failed = new HashSet<>();
        boolean more = true;
        while (more && failed.size() < MOST_FAILURES) {
            more = forgetting.someDue(failed);
        }
        forgetting.giveUpTelling();
        while (forgetting.someLeft()) {
            LOG.log(Level.DEBUG, "There is more that other servers forgot");
        }
    }
}
