package antiphon.conversations.search.indexing;

import antiphon.agents.knowledge.indexing.Vectors;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Conversations that ended and whose messages have no vectors yet. Who claims one has it until his lease is over, which he
 * renews; what a server that died had claimed is then claimed by another. All vectors of a conversation are kept at once.
 */
@ApplicationScoped
public class MessageQueue {
    static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 7;

    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    OpenCalls calls;

    private final AtomicReference<String> lastEmbedder = new AtomicReference<>("");

    /**
     * A conversation in somebody's hands.
     *
     * @param attempts how often it was claimed, this time included
     */
    record Work(String conversationId, String worker, int attempts, List<MessagePart> parts) {}

    /** Whether there is anything to do. */
    @Transactional
    public boolean waits() {
        return !entities.createNativeQuery("select 1 from message_index where due_at <= ?1 limit 1")
                .setParameter(1, dueBefore())
                .getResultList()
                .isEmpty();
    }

    /** Has what another embedder did wait again, since vectors of two embedders cannot be compared. */
    @Transactional(TxType.REQUIRES_NEW)
    void expect(String embedder) {
        if (!embedder.equals(lastEmbedder.get())) {
            entities.createNativeQuery("update message_index set due_at = ?2, attempts = 0"
                            + " where due_at is null and embedder <> ?1")
                    .setParameter(1, embedder)
                    .setParameter(2, now())
                    .executeUpdate();
            lastEmbedder.set(embedder);
        }
    }

    /** Takes the newest that waits. Nobody else gets it before the lease is over. */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<Work> claim(String worker) {
        List<?> rows = entities.createNativeQuery("""
                        update message_index set claimed_by = ?1, due_at = ?2, attempts = attempts + 1
                        where conversation_id = (
                            select conversation_id from message_index where due_at <= ?3
                            order by due_at desc limit 1 for update skip locked)
                        returning conversation_id, attempts
                        """)
                .setParameter(1, worker)
                .setParameter(2, lease())
                .setParameter(3, dueBefore())
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Work((String) row[0], worker, ((Number) row[1]).intValue(), parts((String) row[0])))
                .findFirst();
    }

    private List<MessagePart> parts(String conversationId) {
        List<?> rows = entities.createNativeQuery("select position, message from conversation_turn"
                        + " where conversation_id = ?1 and message is not null order by position")
                .setParameter(1, conversationId)
                .getResultList();
        List<MessagePart> parts = new ArrayList<>();
        for (Object each : rows) {
            Object[] row = (Object[]) each;
            parts.addAll(MessagePart.of(((Number) row[0]).intValue(), (String) row[1]));
        }
        return parts;
    }

    /** Says that the worker still has what he claimed. */
    @Transactional(TxType.REQUIRES_NEW)
    void renew(Work work) {
        update("due_at = ?3", work, lease());
    }

    /**
     * Keeps what was made of a claim, in the place of what was there; dropped where somebody else has taken it over.
     *
     * @param vectors in the order of the work's parts
     */
    @Transactional
    void keep(Work work, String embedder, List<float[]> vectors) {
        if (update("due_at = null, claimed_by = null, attempts = 0, embedder = ?3", work, embedder) == 0) {
            return;
        }
        entities.createNativeQuery("delete from message_vector where conversation_id = ?1")
                .setParameter(1, work.conversationId())
                .executeUpdate();
        for (int i = 0; i < vectors.size(); i++) {
            MessagePart part = work.parts().get(i);
            entities.createNativeQuery("insert into message_vector (conversation_id, position, begins, ends, vector)"
                            + " values (?1, ?2, ?3, ?4, ?5)")
                    .setParameter(1, work.conversationId())
                    .setParameter(2, part.position())
                    .setParameter(3, part.begins())
                    .setParameter(4, part.ends())
                    .setParameter(5, Vectors.bytes(vectors.get(i)))
                    .executeUpdate();
        }
    }

    /** It is tried again, by whoever comes first, after half a minute, and then after longer and longer, up to an hour. */
    @Transactional
    void failed(Work work) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.clamp(work.attempts() - 1L, 0, MOST_DOUBLINGS));
        update(
                "due_at = ?3, claimed_by = null",
                work,
                Timestamp.from(clock.instant().plus(pause)));
    }

    /** @return how many rows the worker still held: 1 or 0 */
    private int update(String change, Work work, Object value) {
        return entities.createNativeQuery(
                        "update message_index set " + change + " where conversation_id = ?1 and claimed_by = ?2")
                .setParameter(1, work.conversationId())
                .setParameter(2, work.worker())
                .setParameter(3, value)
                .executeUpdate();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    /** What waits gives way to calls that live here, though not for ever: they need the processor now. */
    private Timestamp dueBefore() {
        return Timestamp.from(calls.givingWay(clock.instant()));
    }

    private Timestamp lease() {
        return Timestamp.from(clock.instant().plus(LEASE));
    }
}
