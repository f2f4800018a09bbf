package antiphon.analysis.delivery;

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

/** Looks every second for what is due, and keeps what is in hand. Every server does. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class DeliveryTimer {
    private static final Logger LOG = System.getLogger(DeliveryTimer.class.getName());

    @Inject
    Couriers couriers;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void look() {
        try {
            couriers.renew();
            couriers.take();
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "Deliveries could not be looked for; that is tried again", away);
        }
    }
}
