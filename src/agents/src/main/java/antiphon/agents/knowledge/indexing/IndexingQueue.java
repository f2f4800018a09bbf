package antiphon.agents.knowledge.indexing;

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
 * The work of the indexing job. Who claims an index has it until his lease is over, which each step renews; what a server
 * that died had claimed is then claimed by another, who goes on where vectors are missing.
 */
@ApplicationScoped
public class IndexingQueue {
    static final Duration LEASE = Duration.ofMinutes(2);
    private static final int PASSAGES_AT_ONCE = 16;
    private static final int MOST_FAILURES = 3;

    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    @Inject
    InstantSource clock;

    /** A passage without a vector. */
    record Passage(String id, String words) {}

    /** Some passages of an index. */
    record Work(String indexId, long version, List<Passage> passages) {}

    /** Whether there is anything to do. */
    @Transactional
    public boolean waits() {
        return !entities.createNativeQuery("select 1 from knowledge_index where status = 'new'"
                        + " or (status = 'processing' and lease_until < ?1) limit 1")
                .setParameter(1, now())
                .getResultList()
                .isEmpty();
    }

    /** The next passages of what this worker has claimed, or of what it claims now. */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<Work> next(String worker, String embedder) {
        Optional<Work> mine = claimed(worker);
        if (mine.isPresent()) {
            return mine;
        }
        return claim(worker, embedder) ? claimed(worker) : Optional.empty();
    }

    private Optional<Work> claimed(String worker) {
        for (Object each : entities.createNativeQuery(
                        "select id, version from knowledge_index where claimed_by = ?1 and status = 'processing'")
                .setParameter(1, worker)
                .getResultList()) {
            Object[] row = (Object[]) each;
            Work work = new Work((String) row[0], ((Number) row[1]).longValue(), missing((String) row[0]));
            if (!work.passages().isEmpty()) {
                return Optional.of(work);
            }
            settle(work.indexId());
        }
        return Optional.empty();
    }

    private List<Passage> missing(String indexId) {
        List<?> rows = entities.createNativeQuery("""
                        select p.id, p.words from knowledge_index i join knowledge_passage p on p.document_id = i.document_id
                        where i.id = ?1 and not exists (
                            select 1 from knowledge_vector v where v.index_id = i.id and v.passage_id = p.id)
                        order by p.position limit ?2
                        """)
                .setParameter(1, indexId)
                .setParameter(2, PASSAGES_AT_ONCE)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Passage((String) row[0], (String) row[1]))
                .toList();
    }

    private boolean claim(String worker, String embedder) {
        List<?> claimed = entities.createNativeQuery("""
                        select id, embedder from knowledge_index
                        where status = 'new' or (status = 'processing' and lease_until < ?1)
                        order by created_at limit 1 for update skip locked
                        """).setParameter(1, now()).getResultList();
        if (claimed.isEmpty()) {
            return false;
        }
        Object[] row = (Object[]) claimed.getFirst();
        if (!embedder.equals(row[1])) {
            entities.createNativeQuery("delete from knowledge_vector where index_id = ?1")
                    .setParameter(1, row[0])
                    .executeUpdate();
        }
        entities.createNativeQuery("""
                        update knowledge_index set status = 'processing', embedder = ?2, claimed_by = ?3, lease_until = ?4,
                            updated_at = ?5,
                            passages = (select count(*) from knowledge_passage p where p.document_id = knowledge_index.document_id)
                        where id = ?1
                        """)
                .setParameter(1, row[0])
                .setParameter(2, embedder)
                .setParameter(3, worker)
                .setParameter(4, lease())
                .setParameter(5, now())
                .executeUpdate();
        return true;
    }

    /** Keeps vectors, in the order of the work's passages; those of an index that is not this version any more are dropped. */
    @Transactional
    void keep(Work work, List<float[]> vectors) {
        if (!isCurrent(work)) {
            return;
        }
        for (int i = 0; i < vectors.size(); i++) {
            entities.createNativeQuery("""
                            insert into knowledge_vector (index_id, passage_id, vector)
                            select ?1, p.id, ?3 from knowledge_passage p where p.id = ?2 on conflict do nothing
                            """)
                    .setParameter(1, work.indexId())
                    .setParameter(2, work.passages().get(i).id())
                    .setParameter(3, Vectors.bytes(vectors.get(i)))
                    .executeUpdate();
        }
        settle(work.indexId());
    }

    /** Counts what is there; with the last vector the index is done. */
    private void settle(String indexId) {
        entities.createNativeQuery("""
                        update knowledge_index i set embedded = c.vectors, used_bytes = c.bytes, updated_at = ?2,
                            lease_until = ?3,
                            status = case when c.vectors >= i.passages then 'succeeded' else i.status end,
                            claimed_by = case when c.vectors >= i.passages then null else i.claimed_by end
                        from (select count(*) as vectors,
                                     coalesce(sum(length(v.vector) + octet_length(p.words)), 0) as bytes
                              from knowledge_vector v join knowledge_passage p on p.id = v.passage_id
                              where v.index_id = ?1) c
                        where i.id = ?1
                        """)
                .setParameter(1, indexId)
                .setParameter(2, now())
                .setParameter(3, lease())
                .executeUpdate();
    }

    /** It is tried again after a while, by whoever comes first; after some times no more. */
    @Transactional
    void failed(Work work) {
        if (isCurrent(work)) {
            entities.createNativeQuery("""
                            update knowledge_index set failures = failures + 1, claimed_by = null, lease_until = ?2,
                                status = case when failures + 1 >= ?3 then 'failed' else 'processing' end
                            where id = ?1
                            """)
                    .setParameter(1, work.indexId())
                    .setParameter(2, Timestamp.from(clock.instant().plus(LEASE.dividedBy(4))))
                    .setParameter(3, MOST_FAILURES)
                    .executeUpdate();
        }
    }

    private boolean isCurrent(Work work) {
        return !entities.createNativeQuery(
                        "select 1 from knowledge_index where id = ?1 and version = ?2 and status = 'processing' for update")
                .setParameter(1, work.indexId())
                .setParameter(2, work.version())
                .getResultList()
                .isEmpty();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private Timestamp lease() {
        return Timestamp.from(clock.instant().plus(LEASE));
    }
}
