package antiphon.identity;

import antiphon.api.PublicId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Who changed what, and when. Written in the transaction of the change: either both are kept or neither. */
@ApplicationScoped
public class AuditTrail {
    @PersistenceContext(unitName = "identity")
    EntityManager entities;

    @Inject
    InstantSource clock;

    /**
     * Notes a change.
     *
     * @param action {@code thing.verb}, such as {@code agent.change}
     * @param before {@link Fingerprint} of the content before, null for something new
     * @param after {@link Fingerprint} of the content after, null for something gone
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void note(Actor by, String action, String subjectId, @Nullable String before, @Nullable String after) {
        entities.persist(
                new AuditEntry(PublicId.fresh("audit_"), clock.instant(), by.id(), action, subjectId, before, after));
    }
}
