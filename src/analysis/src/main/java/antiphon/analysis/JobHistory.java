package antiphon.analysis;

import jakarta.batch.runtime.BatchStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The books that the server keeps of jobs. It never empties them, and offers that to its administrators alone; so this knows
 * its tables, whose prefix {@code database.xml} says.
 */
@ApplicationScoped
class JobHistory {
    /** Foreign keys by which rows are found and checked; the server looks none up by them, and makes no index. */
    private static final List<String> INDEXES = List.of(
            "batch_jobexecution (fk_jobinstanceid)",
            "batch_stepthreadinstance (fk_latest_stepexecid)",
            "batch_stepthreadexecution (fk_toplvl_stepexecid)",
            "batch_jobparameter (fk_jobexecid)",
            "batch_groupassociation (fk_jobinstanceid)");

    private static final String THESE = " in (select unnest(cast(string_to_array(?1, ' ') as bigint[])))";
    private static final String THEIR_EXECUTIONS =
            " in (select jobexecid from batch_jobexecution where fk_jobinstanceid" + THESE + ")";

    private static final List<String> DELETIONS = List.of(
            "delete from batch_stepthreadinstance where fk_jobinstanceid" + THESE,
            "delete from batch_stepthreadexecution where fk_jobexecid" + THEIR_EXECUTIONS,
            "delete from batch_jobparameter where fk_jobexecid" + THEIR_EXECUTIONS,
            "delete from batch_jobexecution where fk_jobinstanceid" + THESE,
            "delete from batch_groupassociation where fk_jobinstanceid" + THESE,
            "delete from batch_jobinstance where jobinstanceid" + THESE);

    @PersistenceContext(unitName = "analysis")
    EntityManager entities;

    /**
     * Forgets jobs, whatever became of them: none of ours takes a day, so those that seem to go on were those of a server
     * that is gone. So were those that have not started an hour after they were to: their server died in between, and no
     * other takes them for its own.
     *
     * @param before when they began
     * @param notStarted when those began that have not started
     * @param most how many at once
     * @return how many
     */
    @Transactional(TxType.REQUIRES_NEW)
    int forget(Instant before, Instant notStarted, int most) {
        if (!isKept()) {
            return 0;
        }
        List<?> old = entities.createNativeQuery("""
                        select jobinstanceid from batch_jobinstance
                        where createtime < ?1 or createtime < ?2 and batchstatus = ?3
                        order by jobinstanceid limit ?4 for update skip locked
                        """)
                .setParameter(1, Timestamp.from(before))
                .setParameter(2, Timestamp.from(notStarted))
                .setParameter(3, BatchStatus.STARTING.ordinal())
                .setParameter(4, most)
                .getResultList();
        if (!old.isEmpty()) {
            INDEXES.forEach(this::index);
            String ids = old.stream().map(String::valueOf).collect(Collectors.joining(" "));
            DELETIONS.forEach(deletion ->
                    entities.createNativeQuery(deletion).setParameter(1, ids).executeUpdate());
        }
        return old.size();
    }

    /** The server makes the tables when its first job begins. */
    private boolean isKept() {
        return entities.createNativeQuery("select to_regclass('batch_jobinstance') is not null")
                .getSingleResult()
                .equals(true);
    }

    private void index(String columns) {
        String name = columns.substring(0, columns.indexOf(' '))
                + columns.substring(columns.indexOf('(') + 1, columns.indexOf(')'))
                        .replace("fk_", "_by_");
        entities.createNativeQuery("create index if not exists " + name + " on " + columns)
                .executeUpdate();
    }
}
