package antiphon.simulation.travel;

import antiphon.testing.TestDatabase;
import jakarta.json.Json;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Conversations as calls leave them behind, written by hand. */
final class PastCalls {
    private final TestDatabase database;
    private int minute;

    PastCalls(TestDatabase database) {
        this.database = database;
    }

    /**
     * A conversation that is over.
     *
     * @param said by turns, each as {@code user: words} or {@code agent: words}; what follows {@code agent uses } is the
     *     arguments of the tool {@code order} in JSON, an arrow, and its answer
     */
    void ended(String id, String... said) {
        begin(id);
        for (int position = 0; position < said.length; position++) {
            say(id, position, said[position]);
        }
        execute(
                "update conversation set status = 'done', ended_at = started_at + interval '1 minute' where id = ?",
                id);
    }

    /** A conversation that goes on. */
    void begin(String id) {
        execute(
                "insert into conversation (id, agent_id, agent_name, status, started_at, authorization_method, source,"
                        + " language, text_only, voice_recorded, environment, client_data, server_name, server_run)"
                        + " values (?, 'agent_1', 'A', 'in-progress', timestamptz '2026-01-02T03:00:00Z' + interval '"
                        + minute
                        + " minutes', 'public', 'unknown', 'en', true, false, 'production',"
                        + " '{\"dynamic_variables\":{\"name\":\"Ada\"}}', 's', 'r')",
                id);
        minute++;
    }

    private void say(String id, int position, String line) {
        boolean uses = line.startsWith("agent uses ");
        String[] tool = uses ? line.substring("agent uses ".length()).split(" -> ", 2) : new String[] {"", ""};
        String call = "[{\"request_id\":\"r" + position + "\",\"tool_name\":\"order\",\"params_as_json\":"
                + Json.createValue(tool[0]) + "}]";
        String result = "[{\"request_id\":\"r" + position + "\",\"tool_name\":\"order\",\"result_value\":"
                + Json.createValue(tool[1]) + ",\"is_error\":false}]";
        execute(
                "insert into conversation_turn (conversation_id, position, role, message, interrupted, time_in_call_secs,"
                        + " event_id, source_medium, tool_calls, tool_results, metrics, producing_llm, input_tokens,"
                        + " output_tokens) values (?, " + position + ", ?, ?, false, " + position
                        + ", 1, 'text', ?, ?, '{}', 'gpt-4o', 10, 5)",
                id,
                line.startsWith("user") ? "user" : "agent",
                uses ? null : line.substring(line.indexOf(": ") + 2),
                uses ? call : "[]",
                uses ? result : "[]");
    }

    /** Something that no call does. */
    void execute(String sql, @Nullable String... values) {
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
