package antiphon.agents.tools;

import antiphon.agents.tools.ToolExecution.ToolUsed;
import antiphon.api.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of the use of stored tools. */
@ApplicationScoped
public class ToolExecutions {
    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    /** Keeps word of a use; of a tool that is gone meanwhile there is nothing to keep. */
    @Transactional
    public void note(ToolUsed used) {
        if (entities.find(Tool.class, used.toolId()) != null) {
            entities.persist(new ToolExecution(used));
        }
    }

    /** What tools were asked in a conversation and what they answered is known no more; that they were used is. */
    @Transactional
    public void forgetWords(String conversationId) {
        entities.createQuery("update ToolExecution e set e.requestPayload = null, e.responsePayload = null"
                        + " where e.conversationId = :id")
                .setParameter("id", conversationId)
                .executeUpdate();
    }

    @Transactional
    Page<ToolExecution> list(String toolId, ExecutionSelection selection) {
        return selection.page(toolId, entities);
    }

    /** How much each of these tools was used; those that never were are missing. */
    @Transactional
    Map<String, ToolUsage> usage(Collection<String> toolIds) {
        Map<String, ToolUsage> usage = new HashMap<>();
        if (!toolIds.isEmpty()) {
            List<Object[]> rows = entities.createQuery(
                            "select e.toolId, count(e), avg(e.latencySeconds) from ToolExecution e"
                                    + " where e.toolId in :ids group by e.toolId",
                            Object[].class)
                    .setParameter("ids", toolIds)
                    .getResultList();
            rows.forEach(row ->
                    usage.put((String) row[0], new ToolUsage((Long) row[1], ((Number) row[2]).doubleValue())));
        }
        return usage;
    }
}
