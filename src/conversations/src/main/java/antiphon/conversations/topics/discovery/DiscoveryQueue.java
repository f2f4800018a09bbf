package antiphon.conversations.topics.discovery;

import antiphon.conversations.OpenCalls;
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
 * The agents that have newly analysed conversations. Who claims one has it until his lease is over, which he renews; what a
 * server that died had claimed is then claimed by another. Any thread.
 */
@ApplicationScoped
public class DiscoveryQueue {
    static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 7;

    /** Of the time between two looks at the same agent, in seconds. */
    private static final int SHORTEST = 15;

    private static final int LONGEST = 3600;

    /** Whether agent {@code d} has conversations that wait. */
    private static final String WAITING =
            "exists (select 1 from conversation_topic t where t.agent_id = d.agent_id and t.placed <> t.noted)";

    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    OpenCalls calls;

    /**
     * An agent in somebody's hands.
     *
     * @param attempts how often it was claimed since it was last finished, this time included
     */
    record Claim(String agentId, String worker, int attempts) {}

    /** Whether there is anything to do. An agent whose first conversation was analysed is due at once. */
    @Transactional
    public boolean waits() {
        entities.createNativeQuery("insert into topic_discovery (agent_id, due_at)"
                        + " select distinct t.agent_id, cast(?1 as timestamptz) from conversation_topic t"
                        + " where t.placed <> t.noted order by 1 on conflict do nothing")
                .setParameter(1, at(Duration.ZERO))
                .executeUpdate();
        return !entities.createNativeQuery(
                        "select 1 from topic_discovery d where d.due_at <= ?1 and " + WAITING + " limit 1")
                .setParameter(1, dueBefore())
                .getResultList()
                .isEmpty();
    }

    /** Takes the agent that was due first. Nobody else gets it before the lease is over. */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<Claim> claim(String worker) {
        List<?> rows = entities.createNativeQuery(
                        "update topic_discovery set claimed_by = ?1, due_at = ?2, attempts = attempts + 1"
                                + " where agent_id = (select d.agent_id from topic_discovery d where d.due_at <= ?3 and "
                                + WAITING + " order by d.due_at limit 1 for update of d skip locked)"
                                + " returning agent_id, attempts")
                .setParameter(1, worker)
                .setParameter(2, at(LEASE))
                .setParameter(3, dueBefore())
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Claim((String) row[0], worker, ((Number) row[1]).intValue()))
                .findFirst();
    }

    /** Says that the worker still has what he claimed. */
    @Transactional(TxType.REQUIRES_NEW)
    void renew(Claim claim) {
        update("due_at = ?3", claim, at(LEASE));
    }

    /**
     * One run more is finished. The next comes no sooner than after a second for each conversation, and an hour at most: an agent
     * that has few has its topics soon, and one that has many costs no more.
     *
     * @return whether the worker still had it; otherwise somebody else has taken it over, and what he found is to be dropped
     */
    @Transactional(TxType.MANDATORY)
    boolean finished(Claim claim, int conversations) {
        Duration pause = Duration.ofSeconds(Math.clamp(conversations, SHORTEST, LONGEST));
        return update("due_at = ?3, claimed_by = null, attempts = 0, runs = runs + 1", claim, at(pause)) > 0;
    }

    /** It is tried again, by whoever comes first, after half a minute, and then after longer and longer, up to an hour. */
    @Transactional
    void failed(Claim claim) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.clamp(claim.attempts() - 1L, 0, MOST_DOUBLINGS));
        update("due_at = ?3, claimed_by = null", claim, at(pause));
    }

    /** @return how many rows the worker still held: 1 or 0 */
    private int update(String change, Claim claim, Timestamp at) {
        return entities.createNativeQuery(
                        "update topic_discovery set " + change + " where agent_id = ?1 and claimed_by = ?2")
                .setParameter(1, claim.agentId())
                .setParameter(2, claim.worker())
                .setParameter(3, at)
                .executeUpdate();
    }

    private Timestamp at(Duration later) {
        return Timestamp.from(clock.instant().plus(later));
    }

    /** Topics give way to calls that live here, though not for ever: they need the processor now. */
    private Timestamp dueBefore() {
        return Timestamp.from(calls.givingWay(clock.instant()));
    }
}
