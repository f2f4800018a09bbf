package antiphon.agents.branches;

import antiphon.agents.Agent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads where an agent's versions came from, without what they hold. */
@ApplicationScoped
class VersionGraphs {
    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    @Transactional
    public VersionGraph of(Agent agent) {
        List<?> rows = entities.createNativeQuery("select id, number, in_branch_parent_id, out_of_branch_parent_id,"
                        + " merged_from_version_id, rebased_from_version_id from agent_version where agent_id = ?1")
                .setParameter(1, agent.id())
                .getResultList();
        Map<String, VersionGraph.Node> nodes = new HashMap<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            List<String> parents = Stream.of(columns)
                    .skip(2)
                    .filter(Objects::nonNull)
                    .map(String.class::cast)
                    .toList();
            nodes.put((String) columns[0], new VersionGraph.Node(((Number) columns[1]).intValue(), parents));
        }
        return new VersionGraph(nodes);
    }
}
