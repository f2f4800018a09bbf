package antiphon.agents;

import antiphon.testing.TestDatabase;
import jakarta.persistence.EntityManager;

/** Agents who are only looked up. */
public final class AgentsDesk {
    private final Agents agents = new Agents();
    private final AgentVersions versions = new AgentVersions();

    /** Two agents, {@code agent_1} and {@code agent_2}, the first with a branch {@code agtbrch_try}. */
    public AgentsDesk(TestDatabase database) {
        EntityManager entities = database.entities("agents");
        agents.entities = entities;
        agents.versions = versions;
        versions.entities = entities;
        for (int i = 1; i <= 2; i++) {
            run(
                    database,
                    entities,
                    "insert into agent (id, document, name, archived, version_id, branch_id, created_by,"
                            + " created_by_name, created_at, updated_at) values ('agent_" + i + "', '{}', 'Ann " + i
                            + "', false, 'agtvrsn_" + i + "', 'agtbrch_" + i + "', 'k', 'k', now(), now())");
        }
        run(
                database,
                entities,
                "insert into agent_version (id, agent_id, number, document, created_by, created_at,"
                        + " branch_id, branch_number, created_by_name)"
                        + " values ('agtvrsn_try', 'agent_1', 1, '{}', 'k', now(), 'agtbrch_try', 1, 'k')");
        run(
                database,
                entities,
                "insert into agent_branch (id, agent_id, name, description, version_id, admin_only,"
                        + " auto_rebase, archived, created_by, created_by_name, created_at, committed_at) values ('agtbrch_try',"
                        + " 'agent_1', 'Try', '', 'agtvrsn_try', false, false, false, 'k', 'k', now(), now())");
    }

    private static void run(TestDatabase database, EntityManager entities, String sql) {
        database.inTransaction(() -> entities.createNativeQuery(sql).executeUpdate());
    }

    public Agents agents() {
        return agents;
    }

    public AgentVersions versions() {
        return versions;
    }
}
