package antiphon.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;

/** Calls that live in a server's database and end when they are told to, as calls leave their rows behind. */
final class EndingCalls {
    private final OwnServer server;
    private final String agentId;
    private int begun;
    private int ended;

    private EndingCalls(OwnServer server, String agentId) {
        this.server = server;
        this.agentId = agentId;
    }

    /**
     * Calls to an agent with three criteria and two values, judged by the model of the stubs.
     *
     * @param webhook whether each is told of
     */
    static EndingCalls to(OwnServer server, int stubs, boolean webhook) throws IOException {
        TalkServer api = server.api();
        JsonObject platform = Json.createReader(new StringReader("""
                {"evaluation":{"criteria":[
                  {"id":"polite","name":"Polite","type":"prompt","conversation_goal_prompt":"The agent is polite."},
                  {"id":"solved","name":"Solved","type":"prompt","conversation_goal_prompt":"The caller got what he wanted."},
                  {"id":"brief","name":"Brief","type":"prompt","conversation_goal_prompt":"No answer was long."}]},
                 "data_collection":{"bags":{"type":"integer","description":"How many bags were ordered"},
                  "grind":{"type":"string","description":"How it is to be ground"}}}
                """)).readObject();
        if (webhook) {
            JsonObject settings = Json.createObjectBuilder()
                    .add("auth_type", "hmac")
                    .add("name", "Bench")
                    .add("webhook_url", "http://localhost:" + (stubs + 1) + "/hook")
                    .build();
            String id = api.post(
                            "/v1/workspace/webhooks",
                            Json.createObjectBuilder().add("settings", settings).build())
                    .getString("webhook_id");
            platform = Json.createObjectBuilder(platform)
                    .add(
                            "workspace_overrides",
                            Json.createObjectBuilder()
                                    .add(
                                            "webhooks",
                                            Json.createObjectBuilder()
                                                    .add("post_call_webhook_id", id)
                                                    .add(
                                                            "events",
                                                            Json.createArrayBuilder()
                                                                    .add("transcript"))))
                    .build();
        }
        JsonObject prompt = Json.createObjectBuilder()
                .add("prompt", "You sell coffee.")
                .add("llm", "custom-llm")
                .add(
                        "custom_llm",
                        Json.createObjectBuilder()
                                .add("url", "http://localhost:" + stubs + "/v1")
                                .add("model_id", "stub"))
                .build();
        TalkServer.Agent agent = api.create(Json.createObjectBuilder()
                .add("name", "After call")
                .add(
                        "conversation_config",
                        Json.createObjectBuilder()
                                .add("agent", Json.createObjectBuilder().add("prompt", prompt)))
                .add("platform_settings", platform)
                .build());
        return new EndingCalls(server, agent.id());
    }

    /** Each of eight turns. */
    void begin(int count) throws SQLException {
        // Calls of a server that does not say that it lives are over.
        server.execute(
                "insert into server_lease values ('bench', 'bench', now() + interval '1 year') on conflict do nothing");
        String range = " from generate_series(" + begun + ", " + (begun + count - 1) + ") n";
        String id = "'conv_" + agentId + "_' || n";
        server.execute(
                "insert into conversation (id, agent_id, agent_name, status, started_at, authorization_method, source,"
                        + " language, text_only, voice_recorded, environment, client_data, server_name, server_run, message_count)"
                        + " select " + id + ", '" + agentId
                        + "', 'After call', 'in-progress', now() - interval '1 minute', 'public',"
                        + " 'unknown', 'en', true, false, 'production', '{}', 'bench', 'bench', 8" + range);
        server.execute("insert into conversation_turn (conversation_id, position, role, message, interrupted,"
                + " time_in_call_secs, event_id, source_medium, tool_calls, tool_results, metrics)"
                + " select " + id
                + ", t, case t % 2 when 0 then 'agent' else 'user' end, 'What is said at the turn ' || t"
                + " || ' of a call about coffee, of which three bags are to be ground for a filter and sent by Friday.',"
                + " false, t * 5, t / 2 + 1, 'text', '[]', '[]', '{}'" + range + ", generate_series(0, 7) t");
        begun += count;
    }

    /** The next of them; what is done about them begins with this. */
    void end(int count) throws SQLException {
        int last = Math.min(begun, ended + count);
        server.execute("update conversation c set status = 'processing', ended_at = now()" + " from generate_series("
                + ended + ", " + (last - 1) + ") n where c.id = 'conv_" + agentId + "_' || n");
        ended = last;
    }

    int ended() {
        return ended;
    }

    /** Of its rows, as SQL. */
    String mine(String column) {
        return column + " like 'conv\\_" + agentId.replace("_", "\\_") + "\\_%'";
    }
}
