package antiphon.agents;

import static antiphon.agents.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.TestServer.Answer;
import antiphon.agents.tools.ToolExecution.ToolUsed;
import antiphon.api.contract.Contract;
import antiphon.identity.Role;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToolDoorsTest {
    private static final String TOOLS = "/v1/convai/tools";
    private static final String CLIENT = "{'tool_config':{'type':'client','name':'%s','description':'Shows it.'}}";

    private TestServer server;

    @BeforeAll
    void open(@TempDir Path directory) {
        server = new TestServer(directory);
    }

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    @AfterEach
    void put_everything_back() {
        server.now = TestServer.START;
    }

    private Answer send(String method, String path, String body) {
        return server.send(method, path, body.replace('\'', '"'));
    }

    private static JsonObject fine(Answer answer) {
        assertEquals(200, answer.status(), answer.body());
        return answer.json();
    }

    private String create(String body) {
        return fine(send("POST", TOOLS, body)).getString("id");
    }

    private JsonObject get(String path) {
        return fine(send("GET", TOOLS + path, ""));
    }

    private String agentUsing(String... toolIds) {
        return fine(send(
                        "POST",
                        "/v1/convai/agents/create",
                        "{'conversation_config':{'agent':{'prompt':{'tool_ids':['" + String.join("','", toolIds)
                                + "']}}}}"))
                .getString("agent_id");
    }

    private static String status(Answer answer) {
        return answer.status() + " " + answer.json().getJsonObject("detail").getString("status");
    }

    private static List<String> names(JsonObject page) {
        return page.getJsonArray("tools").getValuesAs(JsonObject.class).stream()
                .map(tool -> tool.getJsonObject("tool_config").getString("name"))
                .toList();
    }

    @Test
    void a_stored_tool_comes_back_with_what_was_sent_and_every_default() {
        String id = create(
                "{'tool_config':{'type':'webhook','name':'price','description':'Tells a price.','x_mine':{'b':1},"
                        + "'api_schema':{'url':'https://shop.example/price','method':'GET'}},'x_top':[1]}");
        JsonObject tool = get("/" + id);

        assertTrue(id.matches("tool_[0-9a-z]{28}"));
        JsonObject config = tool.getJsonObject("tool_config");
        assertEquals("{\"b\":1}", String.valueOf(config.get("x_mine")));
        assertEquals("[1]", String.valueOf(tool.get("x_top")));
        assertEquals(20, config.getInt("response_timeout_secs"));
        assertEquals("GET", config.getJsonObject("api_schema").getString("method"));
        assertEquals(0, tool.getJsonObject("usage_stats").getInt("total_calls"));
        assertTrue(tool.getJsonObject("access_info").getBoolean("is_creator"));
        assertEquals(List.of(), Contract.stated().problems("ToolResponseModel", tool));
    }

    @Test
    void a_tool_that_the_contract_does_not_allow_is_refused_at_the_place_that_is_wrong() {
        assertEquals(
                "[\"body\",\"tool_config\",\"client\",\"description\"] missing",
                locs(send("POST", TOOLS, "{'tool_config':{'type':'client','name':'a'}}")));
        assertEquals(
                "[\"body\",\"tool_config\"] union_tag_invalid",
                locs(send("POST", TOOLS, "{'tool_config':{'type':'x'}}")));
        assertEquals("[\"body\",\"tool_config\"] missing", locs(send("POST", TOOLS, "{}")));
    }

    @Test
    void a_secret_that_is_not_there_is_named_and_one_that_is_used_stays() {
        String body = "{'tool_config':{'type':'webhook','name':'p','description':'d','api_schema':"
                + "{'url':'https://a.example','request_headers':{'X-Key':{'secret_id':'%s'}}}}}";
        assertEquals(
                "[\"body\",\"tool_config\",\"api_schema\",\"request_headers\",\"X-Key\",\"secret_id\"] value_error",
                locs(send("POST", TOOLS, body.formatted("secret_none"))));
        String secret = fine(send("POST", "/v1/convai/secrets", "{'type':'new','name':'shop','value':'swordfish'}"))
                .getString("secret_id");
        String tool = create(body.formatted(secret));
        assertFalse(get("/" + tool).toString().contains("swordfish"));
        assertEquals("409 secret_in_use", status(send("DELETE", "/v1/convai/secrets/" + secret, "")));
        JsonObject usedBy =
                fine(send("GET", "/v1/convai/secrets/" + secret, "")).getJsonObject("used_by");
        assertEquals(tool, usedBy.getJsonArray("tools").getJsonObject(0).getString("id"));
    }

    @Test
    void a_change_replaces_the_configuration_and_leaves_the_rest() {
        String id = create("{'tool_config':{'type':'client','name':'a','description':'d','expects_response':true},"
                + "'response_mocks':[{'mock_result':'ok'}],'x_top':1}");
        JsonObject changed =
                fine(send("PATCH", TOOLS + "/" + id, "{'tool_config':{'type':'client','name':'b','description':'e'}}"));

        assertEquals("b", changed.getJsonObject("tool_config").getString("name"));
        assertFalse(changed.getJsonObject("tool_config").getBoolean("expects_response"));
        assertEquals(1, changed.getJsonArray("response_mocks").size());
        assertEquals(1, changed.getInt("x_top"));
        assertEquals(get("/" + id), changed);
        assertEquals(
                "[\"body\",\"tool_config\"] missing", locs(send("PATCH", TOOLS + "/" + id, "{'response_mocks':null}")));
    }

    @Test
    void tools_are_listed_page_by_page_in_either_order_and_by_what_is_asked_for() {
        for (String name : List.of("page_B", "page_a", "page_c")) {
            server.now = server.now.plusSeconds(1);
            create(CLIENT.formatted(name));
        }
        create(
                "{'tool_config':{'type':'webhook','name':'page_hook','description':'d','api_schema':{'url':'https://a.example'}}}");
        assertEquals(
                List.of("page_a", "page_B", "page_c"),
                paged("?search=PAGE_&types=client&sort_by=name&sort_direction=asc"));
        assertEquals(List.of("page_c", "page_a", "page_B"), paged("?search=page_&types=client"));
        assertEquals(List.of("page_hook"), names(get("?types=webhook&search=page_")));
        assertEquals("[\"query\",\"types\"] enum", locs(send("GET", TOOLS + "?types=mcp", "")));
        assertEquals("[\"query\",\"page_size\"] greater_than_equal", locs(send("GET", TOOLS + "?page_size=0", "")));
        assertEquals("[\"query\",\"cursor\"] value_error", locs(send("GET", TOOLS + "?cursor=x", "")));
    }

    private List<String> paged(String query) {
        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            JsonObject page = get(query + "&page_size=2" + cursor);
            names.addAll(names(page));
            cursor = page.getBoolean("has_more") ? "&cursor=" + page.getString("next_cursor") : "";
        } while (!cursor.isEmpty());
        return names;
    }

    @Test
    void an_agent_may_use_only_tools_that_are_there() {
        Answer answer = send(
                "POST",
                "/v1/convai/agents/create",
                "{'conversation_config':{'agent':{'prompt':{'tool_ids':['tool_none']}}}}");
        assertEquals(
                "[\"body\",\"conversation_config\",\"agent\",\"prompt\",\"tool_ids\",0] value_error", locs(answer));
    }

    @Test
    void a_tool_in_use_is_kept_unless_forced_and_its_agents_are_named() {
        String tool = create(CLIENT.formatted("wanted"));
        String one = agentUsing(tool);
        String two = agentUsing(tool);
        assertEquals("409 tool_in_use", status(send("DELETE", TOOLS + "/" + tool, "")));

        JsonObject first = get("/" + tool + "/dependent-agents?page_size=1");
        JsonObject second = get("/" + tool + "/dependent-agents?page_size=1&cursor=" + first.getString("next_cursor"));
        TreeSet<String> named = new TreeSet<>();
        for (JsonObject page : List.of(first, second)) {
            JsonObject agent = page.getJsonArray("agents").getJsonObject(0);
            named.add(agent.getString("id"));
            assertEquals(
                    agent.getString("id"),
                    page.getJsonArray("branches").getJsonObject(0).getString("agent_id"));
            assertEquals(List.of(), Contract.stated().problems("GetToolDependentAgentsResponseModel", page));
        }
        assertEquals(new TreeSet<>(List.of(one, two)), named);
        assertEquals(List.of("wanted"), names(get("?used_by_agent_id=" + one)));

        assertEquals(200, send("DELETE", TOOLS + "/" + tool + "?force=true", "").status());
        assertEquals("404 tool_not_found", status(send("GET", TOOLS + "/" + tool, "")));
        assertEquals(
                200,
                send("PATCH", "/v1/convai/agents/" + one, "{'name':'still to be changed'}")
                        .status());
    }

    @Test
    void what_became_of_a_tools_use_is_told_and_counted() throws SQLException {
        String tool = create(CLIENT.formatted("used"));
        String agent = agentUsing(tool);
        conversation("conv_used", agent);
        use(tool, agent, "call_1", 100, false);
        use(tool, agent, "call_2", 300, true);

        JsonObject page = get("/" + tool + "/executions?page_size=1");
        assertEquals(List.of(), Contract.stated().problems("GetToolExecutionsPageResponseModel", page));
        JsonObject latest = page.getJsonArray("executions").getJsonObject(0);
        assertEquals("call_2", latest.getString("tool_request_id"));
        assertTrue(latest.getBoolean("is_error"));
        assertEquals("no", latest.getString("error_message"));
        assertEquals(0.3, latest.getJsonNumber("latency_secs").doubleValue());
        assertEquals(1767323045 + 0.3, latest.getJsonNumber("timestamp").doubleValue(), 0.001);
        JsonArray earlier = get("/" + tool + "/executions?cursor=" + page.getString("next_cursor"))
                .getJsonArray("executions");
        assertEquals("call_1", earlier.getJsonObject(0).getString("tool_request_id"));
        assertEquals(
                1,
                get("/" + tool + "/executions?is_error=false&agent_id=" + agent)
                        .getJsonArray("executions")
                        .size());
        assertEquals(
                1,
                get("/" + tool + "/executions?start_time=1767323045.2")
                        .getJsonArray("executions")
                        .size());
        assertEquals(
                0,
                get("/" + tool + "/executions?branch_id=other")
                        .getJsonArray("executions")
                        .size());
        assertEquals(
                "[\"query\",\"end_time\"] float_parsing",
                locs(send("GET", TOOLS + "/" + tool + "/executions?end_time=x", "")));

        JsonObject stats = get("/" + tool).getJsonObject("usage_stats");
        assertEquals(2, stats.getInt("total_calls"));
        assertEquals(0.2, stats.getJsonNumber("avg_latency_secs").doubleValue(), 0.001);
    }

    private void use(String tool, String agent, String request, long millis, boolean error) {
        server.database.inTransaction(() -> {
            server.tools
                    .executions()
                    .note(new ToolUsed(
                            tool,
                            request,
                            "conv_used",
                            agent,
                            "agtbrch_1",
                            TestServer.START.plusMillis(millis),
                            Duration.ofMillis(millis),
                            error,
                            Optional.of(new ToolUsed.Payloads("{}", error ? "no" : "yes"))));
            return tool;
        });
    }

    private void conversation(String id, String agent) throws SQLException {
        try (Connection connection = server.database.connection();
                var insert = connection.prepareStatement(
                        "insert into conversation (id, agent_id, agent_name, status, started_at, authorization_method, source,"
                                + " language, text_only, voice_recorded, environment, client_data, server_name, server_run)"
                                + " values (?, ?, 'A', 'done', now(), 'public', 'unknown', 'en', true, false, 'production',"
                                + " '{}', 's', 'r')")) {
            insert.setString(1, id);
            insert.setString(2, agent);
            insert.executeUpdate();
        }
    }

    @Test
    void those_who_only_look_change_nothing() {
        Optional<String> viewer = Optional.of(server.key(Role.VIEWER));
        byte[] body = json(CLIENT.formatted("v")).toString().getBytes(StandardCharsets.UTF_8);
        assertEquals(
                403,
                server.send("POST", TOOLS, viewer, "application/json", body).status());
        assertEquals(
                200,
                server.send("GET", TOOLS, viewer, "application/json", new byte[0])
                        .status());
        assertEquals(
                401,
                server.send("GET", TOOLS, Optional.empty(), "application/json", new byte[0])
                        .status());
    }

    @Test
    void every_change_is_on_the_audit_trail() {
        String id = create(CLIENT.formatted("audited"));
        send("PATCH", TOOLS + "/" + id, CLIENT.formatted("audited2"));
        send("DELETE", TOOLS + "/" + id, "");
        assertEquals(
                List.of("tool.change", "tool.create", "tool.delete"),
                server
                        .database
                        .column("select action from audit_entry where subject_id = '" + id + "' order by action")
                        .stream()
                        .map(String::valueOf)
                        .toList());
    }

    private static String locs(Answer answer) {
        assertEquals(422, answer.status(), answer.body());
        List<String> locs = new ArrayList<>();
        for (JsonValue value : answer.json().getJsonArray("detail")) {
            JsonObject problem = value.asJsonObject();
            assertFalse(problem.getString("msg").isBlank());
            locs.add(problem.getJsonArray("loc") + " " + problem.getString("type"));
        }
        return String.join("; ", locs);
    }
}
