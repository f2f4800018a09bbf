package antiphon.agents.knowledge;

import antiphon.agents.documents.Dependent;
import antiphon.api.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which agents use documents of the knowledge base. */
@ApplicationScoped
public class KnowledgeUse {
    private static final int MOST_SHOWN = 10;

    /** An agent {@code a} names it on its main branch, or as another branch that is not archived stands now. */
    private static final String NAMES = """
            (a.document like '%%"' || replace(%1$s, '_', '\\_') || '"%%' or exists (
                select 1 from agent_branch b join agent_version v on v.id = b.version_id
                where b.agent_id = a.id and not b.archived
                    and v.document like '%%"' || replace(%1$s, '_', '\\_') || '"%%'))
            """;

    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    /** In which way an agent may use a document. */
    enum Way {
        /** It names the document. */
        DIRECT,
        /** It names a folder in which the document lies. */
        TRANSITIVE,
        ALL
    }

    /** Agents that use any of the documents, by id, from the one after the given id. */
    @Transactional
    Page<Dependent.Agent> agents(Collection<String> ids, Way way, int limit, String afterAgentId) {
        List<?> rows = entities.createNativeQuery(
                        """
                        with recursive named (id, direct) as (
                            select id, true from knowledge_document where id in (%s)
                            union select d.parent_id, false from knowledge_document d join named n on d.id = n.id
                            where d.parent_id is not null)
                        select a.id, a.name, extract(epoch from a.created_at)::bigint, a.branch_id from agent a
                        where a.deleted_at is null and a.id > ?1 and exists (
                            select 1 from named n
                            where (%s) and %s)
                        order by a.id limit ?2
                        """.formatted(KnowledgeFolders.quoted(ids), condition(way), NAMES.formatted("n.id")))
                .setParameter(1, afterAgentId)
                .setParameter(2, limit + 1)
                .getResultList();
        List<Dependent.Agent> agents =
                rows.stream().map(row -> agent((Object[]) row, 0)).toList();
        return Page.cut(agents, limit, Dependent::cursorAfter);
    }

    private static String condition(Way way) {
        return switch (way) {
            case DIRECT -> "n.direct";
            case TRANSITIVE -> "not n.direct";
            case ALL -> "true";
        };
    }

    private static Dependent.Agent agent(Object[] row, int from) {
        return new Dependent.Agent(
                (String) row[from], (String) row[from + 1], ((Number) row[from + 2]).longValue(), (String)
                        row[from + 3]);
    }

    /** Whether an agent names any of them. */
    @Transactional
    boolean anyOf(Collection<String> ids) {
        return !agents(ids, Way.DIRECT, 1, "").items().isEmpty();
    }

    /** The first agents that name each document. */
    @Transactional
    Map<String, List<Dependent.Agent>> firstAgents(Collection<String> ids) {
        Map<String, List<Dependent.Agent>> agents = new HashMap<>();
        if (ids.isEmpty()) {
            return agents;
        }
        List<?> rows = entities.createNativeQuery("""
                        select d.id, a.id, a.name, extract(epoch from a.created_at)::bigint, a.branch_id
                        from knowledge_document d join agent a on a.deleted_at is null and %s
                        where d.id in (%s) order by d.id, a.id
                        """.formatted(NAMES.formatted("d.id"), KnowledgeFolders.quoted(ids)))
                .getResultList();
        for (Object each : rows) {
            Object[] row = (Object[]) each;
            List<Dependent.Agent> known = agents.computeIfAbsent((String) row[0], any -> new ArrayList<>());
            if (known.size() < MOST_SHOWN) {
                known.add(agent(row, 1));
            }
        }
        return agents;
    }
}
