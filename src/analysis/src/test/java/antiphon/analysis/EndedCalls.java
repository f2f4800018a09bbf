package antiphon.analysis;

import antiphon.testing.AgentRows;
import antiphon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** Conversations as calls leave them behind, written by hand. */
public final class EndedCalls {
    private EndedCalls() {}

    /** @param agent its document */
    public static void agent(TestDatabase database, String id, String agent) {
        AgentRows.agent(database, id, "A", agent);
    }

    public static void begin(TestDatabase database, String id, String agentId) {
        execute(
                database,
                "insert into conversation (id, agent_id, agent_name, status, started_at, authorization_method, source,"
                        + " language, text_only, voice_recorded, environment, client_data, server_name, server_run)"
                        + " values (?, ?, 'A', 'in-progress', '2026-01-02T03:00:00Z', 'public', 'unknown', 'en', true, false,"
                        + " 'production', '{\"dynamic_variables\":{\"order\":\"A-17\"}}', 's', 'r')",
                id,
                agentId);
    }

    public static void say(TestDatabase database, String id, int position, String role, String words) {
        execute(
                database,
                "insert into conversation_turn (conversation_id, position, role, message, interrupted, time_in_call_secs,"
                        + " event_id, source_medium, tool_calls, tool_results, metrics)"
                        + " values (?, " + position + ", ?, ?, false, " + position + ", 1, 'text', '[]', '[]', '{}')",
                id,
                role,
                words);
    }

    public static void end(TestDatabase database, String id) {
        execute(
                database,
                "update conversation set status = 'processing', ended_at = '2026-01-02T03:01:00Z' where id = ?",
                id);
    }

    /** A row like no call leaves it. */
    public static void execute(TestDatabase database, String sql, String... values) {
        try (Connection connection = database.connection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
