package antiphon.agents;

import antiphon.api.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the record of conversations says of agents. Only looks: another room writes it. */
@ApplicationScoped
public class RecentCalls {
    /** Of the agent in the query around it, since the moment of its one parameter. */
    static final String COUNT =
            "select count(*) from conversation c where c.agent_id = agent.id and c.started_at >= cast(? as timestamptz)";

    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    /** How many calls an agent had since a moment. */
    @Transactional
    public long count(String agentId, Instant since) {
        return ((Number) entities.createNativeQuery("select count(*) from conversation where agent_id = ?1"
                                + " and started_at >= cast(?2 as timestamptz)")
                        .setParameter(1, agentId)
                        .setParameter(2, since.toString())
                        .getSingleResult())
                .longValue();
    }

    /** How many calls met each branch of an agent since a moment. */
    @Transactional
    public Map<String, Long> countByBranch(String agentId, Instant since) {
        Map<String, Long> counts = new HashMap<>();
        List<?> rows = entities.createNativeQuery("select b.id, (select count(*) from conversation c"
                        + " where c.branch_id = b.id and c.started_at >= cast(?2 as timestamptz))"
                        + " from agent_branch b where b.agent_id = ?1")
                .setParameter(1, agentId)
                .setParameter(2, since.toString())
                .getResultList();
        for (Object each : rows) {
            Object[] row = (Object[]) each;
            counts.put((String) row[0], ((Number) row[1]).longValue());
        }
        return counts;
    }

    /** When each of these agents last had a call; those that never had one are left out. */
    @Transactional
    public Map<String, Instant> last(List<String> agentIds) {
        Map<String, Instant> last = new HashMap<>();
        List<?> rows = entities.createNativeQuery("""
                        select each.id, extract(epoch from newest.started_at)::bigint
                        from jsonb_array_elements_text(cast(?1 as jsonb)) each (id) cross join lateral (
                            select c.started_at from conversation c where c.agent_id = each.id
                            order by c.started_at desc limit 1) newest
                        """)
                .setParameter(1, Json.createArrayBuilder(agentIds).build().toString())
                .getResultList();
        for (Object each : rows) {
            Object[] row = (Object[]) each;
            last.put((String) row[0], Instant.ofEpochSecond(((Number) row[1]).longValue()));
        }
        return last;
    }
}
