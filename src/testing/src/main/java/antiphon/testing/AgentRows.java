package antiphon.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Agents who are only looked up, as rows written by hand. */
public final class AgentRows {
    private AgentRows() {}

    /** An agent with main branch {@code agtbrch_} and version {@code agtvrsn_} of its id. */
    public static void agent(TestDatabase database, String id, String name, String document) {
        insert(
                database,
                "insert into agent (id, document, name, archived, version_id, branch_id, created_by, created_by_name,"
                        + " created_at, updated_at)"
                        + " values (?, ?, ?, false, 'agtvrsn_' || ?, 'agtbrch_' || ?, 'k', 'k', now(), now())",
                id,
                document,
                name,
                id,
                id);
    }

    /** A branch with one version, {@code agtvrsn_} of its id. */
    public static void branch(TestDatabase database, String agentId, String id, String name) {
        insert(
                database,
                "insert into agent_version (id, agent_id, number, document, created_by, created_at, branch_id,"
                        + " branch_number, created_by_name)"
                        + " values ('agtvrsn_' || ?, ?, 1, '{}', 'k', now(), ?, 1, 'k')",
                id,
                agentId,
                id);
        insert(
                database,
                "insert into agent_branch (id, agent_id, name, description, version_id, admin_only, auto_rebase,"
                        + " archived, created_by, created_by_name, created_at, committed_at)"
                        + " values (?, ?, ?, '', 'agtvrsn_' || ?, false, false, false, 'k', 'k', now(), now())",
                id,
                agentId,
                name,
                id);
    }

    private static void insert(TestDatabase database, String sql, String... values) {
        try (Connection connection = database.connection();
                PreparedStatement row = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                row.setString(i + 1, values[i]);
            }
            row.executeUpdate();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
