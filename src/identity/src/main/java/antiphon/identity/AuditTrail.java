package antiphon.identity;

import antiphon.api.Page;
import antiphon.api.PublicId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** A page of the trail, the latest first. */
    @Transactional
    Page<AuditEntry> page(AuditSelection selection) {
        TimedSelection timed = selection.timed();
        List<AuditEntry> rows = entities.createQuery(
                        "select e from AuditEntry e where (e.happenedAt < :at or (e.happenedAt = :at and e.id < :id))"
                                + " and e.happenedAt >= :since"
                                + " and (:subject = '' or e.subjectId = :subject)"
                                + " and (:actor = '' or e.actorId = :actor)"
                                + " and (:action = '' or e.action = :action)"
                                + " order by e.happenedAt desc, e.id desc",
                        AuditEntry.class)
                .setParameter("at", timed.before())
                .setParameter("id", timed.beforeId())
                .setParameter("since", selection.since())
                .setParameter("subject", selection.subject())
                .setParameter("actor", selection.actor())
                .setParameter("action", selection.action())
                .setMaxResults(timed.pageSize() + 1)
                .getResultList();
        return Page.cut(rows, timed.pageSize(), entry -> TimedSelection.after(entry.happenedAt(), entry.id()));
    }

    /** What the actors of these entries are called, by id. */
    @Transactional
    Map<String, String> names(List<AuditEntry> entries) {
        Map<String, String> names = new HashMap<>(Map.of(Actor.SERVER.id(), Actor.SERVER.name()));
        if (entries.isEmpty()) {
            return names;
        }
        entities.createQuery("select k from ApiKey k where k.id in :ids", ApiKey.class)
                .setParameter(
                        "ids",
                        entries.stream().map(AuditEntry::actorId).distinct().toList())
                .getResultList()
                .forEach(key -> names.put(key.id(), key.name()));
        return names;
    }
}
