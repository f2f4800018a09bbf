package antiphon.conversations.record;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Conversations that ended and wait for what is done after a call. Whoever claims one has it until the lease is over, which
 * he renews; what a dead server had claimed is then claimed by another.
 */
@ApplicationScoped
public class PostCalls {
    /** A server that dies is succeeded within a minute. */
    public static final Duration LEASE = Duration.ofSeconds(45);

    /** What has less left than this is renewed: often enough, and without writing each row each second. */
    private static final Duration RENEWED_BELOW = Duration.ofSeconds(30);

    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    @Inject
    InstantSource clock;

    /**
     * A conversation in somebody's hands.
     *
     * @param attempts how often it was claimed, this time included
     * @param announced whether the world shall hear of it; not where somebody only looks again
     * @param asNow whether to judge by what the agent is by now, and not by what it was in the call
     */
    public record Claim(String conversationId, String worker, int attempts, boolean announced, boolean asNow) {}

    /** Whether anything is due. */
    @Transactional
    public boolean due() {
        return !entities.createNativeQuery("select 1 from post_call where due_at <= ?1 limit 1")
                .setParameter(1, now())
                .getResultList()
                .isEmpty();
    }

    /** Takes the one that has waited longest, of calls that just ended if there are any. */
    @Transactional(TxType.REQUIRES_NEW)
    public Optional<Claim> claim(String worker) {
        return claim(worker, 1).stream().findFirst();
    }

    /** Takes those that have waited longest. Nobody else gets them before the lease is over. */
    @Transactional(TxType.REQUIRES_NEW)
    public List<Claim> claim(String worker, int most) {
        List<?> rows = entities.createNativeQuery("""
                        with due as materialized (
                            select conversation_id from post_call where due_at <= ?3
                            order by announced desc, due_at limit ?4 for update skip locked)
                        update post_call p set claimed_by = ?1, due_at = ?2, attempts = p.attempts + 1
                        from due where p.conversation_id = due.conversation_id
                        returning p.conversation_id, p.attempts, p.announced, p.as_now
                        """)
                .setParameter(1, worker)
                .setParameter(2, lease())
                .setParameter(3, now())
                .setParameter(4, most)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Claim(
                        (String) row[0], worker, ((Number) row[1]).intValue(), (Boolean) row[2], (Boolean) row[3]))
                .toList();
    }

    /**
     * Has conversations that are over looked at once more, and nobody told of it. One that waits already is looked at once.
     *
     * @param asNow by what their agents are by now
     */
    @Transactional
    public void again(Collection<String> conversationIds, boolean asNow) {
        entities.createNativeQuery("""
                        insert into post_call (conversation_id, due_at, attempts, announced, as_now)
                        select c.id, cast(?2 as timestamptz), 0, false, cast(?3 as boolean) from conversation c
                        where c.id = any(string_to_array(?1, ',')) and c.ended_at is not null order by c.id
                        on conflict (conversation_id) do update set as_now = excluded.as_now where not post_call.announced
                        """)
                .setParameter(1, String.join(",", conversationIds))
                .setParameter(2, now())
                .setParameter(3, asNow)
                .executeUpdate();
    }

    /** Those of these that nobody works on are not looked at again after all. */
    @Transactional
    public void notAgain(Collection<String> conversationIds) {
        entities.createNativeQuery("delete from post_call where conversation_id = any(string_to_array(?1, ','))"
                        + " and not announced and claimed_by is null")
                .setParameter(1, String.join(",", conversationIds))
                .executeUpdate();
    }

    /** Says that the worker still has all that he claimed. What he is finishing now is passed over: waiting would lock up both. */
    @Transactional(TxType.REQUIRES_NEW)
    public void renew(String worker) {
        entities.createNativeQuery("""
                        update post_call set due_at = ?2 where conversation_id in (
                            select conversation_id from post_call where claimed_by = ?1 and due_at < ?3
                            for update skip locked)
                        """)
                .setParameter(1, worker)
                .setParameter(2, lease())
                .setParameter(3, Timestamp.from(clock.instant().plus(RENEWED_BELOW)))
                .executeUpdate();
    }

    /**
     * Gives back what the worker claimed and did not finish; it is due at once.
     *
     * @param untouched what nothing was done about, so that this was no attempt
     */
    @Transactional(TxType.REQUIRES_NEW)
    public void release(String worker, Collection<String> untouched) {
        entities.createNativeQuery("""
                        update post_call set claimed_by = null, due_at = ?2,
                            attempts = attempts - cast(conversation_id = any(string_to_array(?3, ' ')) as integer)
                        where claimed_by = ?1
                        """)
                .setParameter(1, worker)
                .setParameter(2, now())
                .setParameter(3, String.join(" ", untouched))
                .executeUpdate();
    }

    /** Gives one back; it is due later. */
    @Transactional
    public void postpone(Claim claim, Duration pause) {
        entities.createNativeQuery(
                        "update post_call set claimed_by = null, due_at = ?3 where conversation_id = ?1 and claimed_by = ?2")
                .setParameter(1, claim.conversationId())
                .setParameter(2, claim.worker())
                .setParameter(3, Timestamp.from(clock.instant().plus(pause)))
                .executeUpdate();
    }

    /**
     * All that is done after this call is done: what was {@code processing} is {@code done}.
     *
     * @return false if the claim is not held any more, so that nothing may be kept
     */
    @Transactional
    public boolean finish(Claim claim) {
        boolean held =
                entities.createNativeQuery("delete from post_call where conversation_id = ?1 and claimed_by = ?2")
                                .setParameter(1, claim.conversationId())
                                .setParameter(2, claim.worker())
                                .executeUpdate()
                        == 1;
        if (held) {
            Optional.ofNullable(entities.find(Conversation.class, claim.conversationId()))
                    .ifPresent(Conversation::isAnalysed);
        }
        return held;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private Timestamp lease() {
        return Timestamp.from(clock.instant().plus(LEASE));
    }
}
