package antiphon.simulation.travel;

import antiphon.conversations.OpenCalls;
import antiphon.conversations.TextCalls.Subject;
import antiphon.simulation.TestedAgents;
import antiphon.simulation.travel.Outcome.Failed;
import antiphon.simulation.travel.Outcome.Spent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Conversations that wait to be put to a version of an agent. Who claims one has it until his lease is over, which he renews;
 * what a server that died had claimed is then claimed by another. What comes of one is kept once, in one transaction.
 */
@ApplicationScoped
class TravelQueue {
    static final Duration LEASE = Duration.ofMinutes(2);
    private static final int MOST_ATTEMPTS = 5;
    private static final String HELD = " where time_travel_id = ?1 and conversation_id = ?2 and claimed_by = ?3";

    @PersistenceContext(unitName = "simulation")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    OpenCalls calls;

    @Inject
    TestedAgents agents;

    @Inject
    TravelResults results;

    /** Whether there is anything to do. */
    @Transactional
    boolean waits() {
        return !entities.createNativeQuery("select 1 from time_travel_item where due_at <= ?1 limit 1")
                .setParameter(1, dueBefore())
                .getResultList()
                .isEmpty();
    }

    /** Takes the one that has waited longest. Nobody else gets it before the lease is over. */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<Work> claim(String worker) {
        List<?> rows = entities.createNativeQuery("""
                        with due as materialized (
                            select time_travel_id, conversation_id from time_travel_item where due_at <= ?3
                            order by due_at, time_travel_id, conversation_id limit 1 for update skip locked)
                        update time_travel_item i set claimed_by = ?1, due_at = ?2, attempts = i.attempts + 1
                        from due where i.time_travel_id = due.time_travel_id and i.conversation_id = due.conversation_id
                        returning i.time_travel_id, i.conversation_id, i.attempts
                        """)
                .setParameter(1, worker)
                .setParameter(2, lease())
                .setParameter(3, dueBefore())
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Work((String) row[0], (String) row[1], worker, ((Number) row[2]).intValue()))
                .findFirst();
    }

    /**
     * What the conversation is to be put to.
     *
     * @return empty where nobody wants to know any more
     * @throws antiphon.api.Refusal.NotFound if the agent, or its version, is gone
     */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<Subject> subject(Work work) {
        return Optional.ofNullable(entities.find(TimeTravel.class, work.travelId()))
                .map(travel -> travel.draft()
                        .map(draft -> new Subject(travel.agentId(), travel.branchId(), travel.versionId(), draft))
                        .orElseGet(() -> agents.find(
                                travel.agentId(), Optional.of(travel.branchId()), Optional.of(travel.versionId()))));
    }

    /**
     * Whether a conversation was begun so often, by servers that ended or could not keep what came of it, that it is not to be
     * begun again.
     */
    Optional<Outcome> givenUp(Work work) {
        return work.attempts() <= MOST_ATTEMPTS
                ? Optional.empty()
                : Optional.of(new Failed(
                        "The server ended or failed " + MOST_ATTEMPTS + " times while this conversation was replayed.",
                        Spent.NOTHING));
    }

    /**
     * Says that the worker still has what he claimed.
     *
     * @return false if he has not, since it was cancelled, deleted, or taken by another
     */
    @Transactional(TxType.REQUIRES_NEW)
    boolean renew(Work work) {
        return entities.createNativeQuery("update time_travel_item set due_at = ?4" + HELD)
                        .setParameter(1, work.travelId())
                        .setParameter(2, work.conversationId())
                        .setParameter(3, work.worker())
                        .setParameter(4, lease())
                        .executeUpdate()
                == 1;
    }

    /** The same for all that a worker has. What he is finishing now is passed over: waiting would lock up both. */
    @Transactional(TxType.REQUIRES_NEW)
    void renew(String worker) {
        entities.createNativeQuery("""
                        update time_travel_item i set due_at = ?2 from (
                            select time_travel_id, conversation_id from time_travel_item where claimed_by = ?1
                            for update skip locked) held
                        where i.time_travel_id = held.time_travel_id and i.conversation_id = held.conversation_id
                        """)
                .setParameter(1, worker)
                .setParameter(2, lease())
                .executeUpdate();
    }

    /** Gives back what the worker has not finished; it is due at once, for as many attempts as are left. */
    @Transactional(TxType.REQUIRES_NEW)
    void release(String worker) {
        entities.createNativeQuery("update time_travel_item set claimed_by = null, due_at = ?2 where claimed_by = ?1")
                .setParameter(1, worker)
                .setParameter(2, Timestamp.from(clock.instant()))
                .executeUpdate();
    }

    /** Keeps what came of a claim; dropped where the worker holds it no more. */
    @Transactional
    void keep(Work work, Outcome outcome) {
        Outcome kept = results.possible(work, outcome);
        if (entities.createNativeQuery(
                                "update time_travel_item set due_at = null, claimed_by = null, state = ?4, problem = ?5"
                                        + HELD)
                        .setParameter(1, work.travelId())
                        .setParameter(2, work.conversationId())
                        .setParameter(3, work.worker())
                        .setParameter(4, kept.state())
                        .setParameter(5, kept.problem().orElse(null))
                        .executeUpdate()
                == 1) {
            results.write(work, kept);
        }
    }

    /** What waits gives way to calls that live here, though not for ever: they need the processor and the models now. */
    private Timestamp dueBefore() {
        return Timestamp.from(calls.givingWay(clock.instant()));
    }

    private Timestamp lease() {
        return Timestamp.from(clock.instant().plus(LEASE));
    }
}
