package antiphon.agents.documents;

import antiphon.api.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who uses a thing. Things name one another by id in their documents, and ids are so long and random that a document in
 * which one stands as a whole text does refer to it.
 */
@ApplicationScoped
public class Dependents {
    /** Where an id stands in a document, or the label of an environment variable in which it stands. */
    private static final String IN_DOCUMENT = "(document like ?2 or exists (select 1 from environment_variable e"
            + " where e.by_environment like ?2"
            + " and document like '%\"env_var_label\":\"' || replace(e.label, '_', '\\_') || '\"%'))";

    /** On its main branch, or as another branch that is not archived stands now. */
    private static final String IN_AGENT = "(" + IN_DOCUMENT + " or exists (select 1 from agent_branch b"
            + " join agent_version v on v.id = b.version_id where b.agent_id = agent.id and not b.archived and "
            + IN_DOCUMENT.replace("document", "v.document") + "))";

    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    /** Agents in whose documents the id stands, by id, from the one after the given id. */
    @Transactional
    public Page<Dependent.Agent> agents(String id, int limit, String afterId) {
        return page(
                "select id, name, extract(epoch from created_at)::bigint, branch_id from agent"
                        + " where deleted_at is null and id > ?1 and " + IN_AGENT + " order by id limit ?3",
                id,
                limit,
                afterId,
                row -> new Dependent.Agent(
                        (String) row[0], (String) row[1], ((Number) row[2]).longValue(), (String) row[3]));
    }

    /** Stored tools in whose documents the id stands, by id, from the one after the given id. */
    @Transactional
    public Page<Dependent.Tool> tools(String id, int limit, String afterId) {
        return page(
                "select id, name, extract(epoch from created_at)::bigint from tool" + " where id > ?1 and "
                        + IN_DOCUMENT + " order by id limit ?3",
                id,
                limit,
                afterId,
                row -> new Dependent.Tool((String) row[0], (String) row[1], ((Number) row[2]).longValue()));
    }

    /** MCP servers in whose documents the id stands, by id, from the one after the given id. */
    @Transactional
    public Page<Dependent.McpServer> mcpServers(String id, int limit, String afterId) {
        return page(
                "select id, name, extract(epoch from created_at)::bigint from mcp_server" + " where id > ?1 and "
                        + IN_DOCUMENT + " order by id limit ?3",
                id,
                limit,
                afterId,
                row -> new Dependent.McpServer((String) row[0], (String) row[1], ((Number) row[2]).longValue()));
    }

    /** Those of these ids that stand in documents of agents. */
    @Transactional
    public Set<String> usedByAgents(Collection<String> ids) {
        return used(ids, "agent where deleted_at is null and " + IN_AGENT);
    }

    /** Those of these ids that stand in the workspace's settings. */
    @Transactional
    public Set<String> usedBySettings(Collection<String> ids) {
        return used(ids, "workspace_setting where document like ?2");
    }

    private Set<String> used(Collection<String> ids, String place) {
        List<?> rows = entities.createNativeQuery("select used.id from unnest(string_to_array(?1, ' ')) used (id)"
                        + " where exists (select 1 from "
                        + place.replace("?2", "'%\"' || replace(used.id, '_', '\\_') || '\"%'") + ")")
                .setParameter(1, String.join(" ", ids))
                .getResultList();
        return rows.stream().map(String.class::cast).collect(Collectors.toSet());
    }

    /** Whether anything at all uses it: an agent, a tool, an MCP server, an environment variable or the workspace's settings. */
    @Transactional
    public boolean exist(String id) {
        List<?> rows = entities.createNativeQuery(
                        "select 1 from agent where deleted_at is null and " + IN_AGENT.replace("?2", "?1")
                                + " union all select 1 from tool where document like ?1"
                                + " union all select 1 from mcp_server where document like ?1"
                                + " union all select 1 from environment_variable where by_environment like ?1"
                                + " union all select 1 from workspace_setting where document like ?1 limit 1")
                .setParameter(1, pattern(id))
                .getResultList();
        return !rows.isEmpty();
    }

    private <T extends Dependent> Page<T> page(
            String sql, String id, int limit, String afterId, Function<Object[], T> read) {
        List<?> rows = entities.createNativeQuery(sql)
                .setParameter(1, afterId)
                .setParameter(2, pattern(id))
                .setParameter(3, limit + 1)
                .getResultList();
        List<T> dependents =
                rows.stream().map(row -> read.apply((Object[]) row)).toList();
        return Page.cut(dependents, limit, Dependent::cursorAfter);
    }

    private static String pattern(String id) {
        return "%\"" + id.replace("_", "\\_") + "\"%";
    }
}
