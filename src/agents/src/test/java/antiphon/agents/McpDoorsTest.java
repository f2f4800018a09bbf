package antiphon.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.TestServer.Answer;
import antiphon.api.contract.Contract;
import antiphon.testing.SomebodysMcpServer;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class McpDoorsTest {
    private static final String SERVERS = "/v1/convai/mcp-servers";

    private TestServer server;
    private SomebodysMcpServer somebody;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        somebody = new SomebodysMcpServer();
    }

    @AfterAll
    void close() throws Exception {
        somebody.close();
        server.close();
    }

    private Answer send(String method, String path, String body) {
        return server.send(method, path, body.replace('\'', '"'));
    }

    private JsonObject fine(String method, String path, String body) {
        Answer answer = send(method, SERVERS + path, body);
        assertEquals(200, answer.status(), answer.body());
        return answer.json();
    }

    private String create(String transport, String more) {
        return fine(
                        "POST",
                        "",
                        "{'config':{'name':'Somebody','url':'" + somebody.url(transport) + "','transport':'" + transport
                                + "'" + more + "}}")
                .getString("id");
    }

    private static String locs(Answer answer) {
        assertEquals(422, answer.status(), answer.body());
        List<String> locs = new ArrayList<>();
        for (JsonValue value : answer.json().getJsonArray("detail")) {
            locs.add(value.asJsonObject().getJsonArray("loc") + " "
                    + value.asJsonObject().getString("type"));
        }
        return String.join("; ", locs);
    }

    private static String status(Answer answer) {
        return answer.status() + " " + answer.json().getJsonObject("detail").getString("status");
    }

    private static String state(JsonObject listing) {
        return listing.getJsonArray("tool_approval_statuses").getJsonObject(0).getString("state");
    }

    @Test
    void a_server_comes_back_with_what_was_sent_and_every_default() {
        String id = create("SSE", ",'x_mine':[1]");
        JsonObject shown = fine("GET", "/" + id, "");
        assertEquals(List.of(), Contract.stated().problems("MCPServerResponseModel", shown));
        assertEquals("require_approval_all", shown.getJsonObject("config").getString("approval_policy"));
        assertEquals("[1]", String.valueOf(shown.getJsonObject("config").get("x_mine")));
        assertTrue(fine("GET", "", "")
                .getJsonArray("mcp_servers")
                .getValuesAs(JsonObject.class)
                .contains(shown));
        fine("DELETE", "/" + id, "");
        assertEquals("404 mcp_server_not_found", status(send("GET", SERVERS + "/" + id, "")));
    }

    @Test
    void what_is_wrong_is_named() {
        assertEquals("[\"body\",\"config\",\"url\"] missing", locs(send("POST", SERVERS, "{'config':{'name':'a'}}")));
        assertEquals(
                "[\"body\",\"config\",\"url\"] url_parsing",
                locs(send("POST", SERVERS, "{'config':{'name':'a','url':'ftp://x'}}")));
        assertEquals(
                "[\"body\",\"config\",\"secret_token\",\"secret_id\"] value_error",
                locs(
                        send(
                                "POST",
                                SERVERS,
                                "{'config':{'name':'a','url':'https://a.example','secret_token':{'secret_id':'secret_none'}}}")));
        String id = create("SSE", "");
        assertEquals(
                "[\"body\",\"approval_policy\"] enum",
                locs(send("PATCH", SERVERS + "/" + id, "{'approval_policy':'never'}")));
    }

    @Test
    void a_change_touches_what_it_names_and_null_resets() {
        String id = create("SSE", ",'request_headers':{'A':'1'},'response_timeout_secs':60");
        JsonObject config = fine("PATCH", "/" + id, "{'request_headers':{'B':'2'},'response_timeout_secs':null}")
                .getJsonObject("config");
        assertEquals("{\"B\":\"2\"}", String.valueOf(config.get("request_headers")));
        assertEquals(30, config.getInt("response_timeout_secs"));
        assertEquals("Somebody", config.getString("name"));
        config = fine("PATCH", "/" + id + "/approval-policy", "{'approval_policy':'auto_approve_all'}")
                .getJsonObject("config");
        assertEquals("auto_approve_all", config.getString("approval_policy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSE", "STREAMABLE_HTTP"})
    void the_tools_of_a_real_server_are_listed_with_secrets_and_headers_sent(String transport) {
        Answer secret =
                send("POST", "/v1/convai/secrets", "{'type':'new','name':'" + transport + "','value':'swordfish'}");
        String secretId = secret.json().getString("secret_id");
        String id = create(
                transport,
                ",'secret_token':{'secret_id':'" + secretId
                        + "'},'request_headers':{'X-Shop':'7','X-Key':{'secret_id':'" + secretId + "'}}");
        JsonObject listing = fine("GET", "/" + id + "/tools", "");

        assertTrue(listing.getBoolean("success"), listing.toString());
        assertEquals(List.of(), Contract.stated().problems("ListMCPToolsResponseModel", listing));
        JsonObject tool = listing.getJsonArray("tools").getJsonObject(0);
        assertEquals("greet", tool.getString("name"));
        assertEquals("object", tool.getJsonObject("inputSchema").getString("type"));
        assertEquals("Bearer swordfish", somebody.headers.get("authorization"));
        assertEquals("7", somebody.headers.get("x-shop"));
        assertEquals("swordfish", somebody.headers.get("x-key"));
        assertFalse(fine("GET", "/" + id, "").toString().contains("swordfish"));
        assertEquals("409 secret_in_use", status(send("DELETE", "/v1/convai/secrets/" + secretId, "")));
    }

    @Test
    void a_server_that_cannot_be_asked_is_told_and_no_private_network_is_reached() {
        String wrong = fine("POST", "", "{'config':{'name':'W','url':'" + somebody.url("SSE") + "x'}}")
                .getString("id");
        JsonObject listing = fine("GET", "/" + wrong + "/tools", "");
        assertFalse(listing.getBoolean("success"));
        assertTrue(listing.getString("error_message").contains("404"), listing.toString());

        for (String transport : List.of("SSE", "STREAMABLE_HTTP")) {
            String inside = fine(
                            "POST",
                            "",
                            "{'config':{'name':'I','transport':'" + transport + "','url':'http://127.0.0.1:1/mcp'}}")
                    .getString("id");
            String refusal = fine("GET", "/" + inside + "/tools", "").getString("error_message");
            assertTrue(refusal.contains("may not reach"), refusal);
        }
    }

    @Test
    void an_approval_holds_until_the_tool_changes() {
        String id = create("STREAMABLE_HTTP", ",'approval_policy':'require_approval_per_tool'");
        somebody.offer("Greets somebody.");
        JsonObject listing = fine("GET", "/" + id + "/tools", "");
        assertEquals("not_approved", state(listing));

        JsonObject tool = listing.getJsonArray("tools").getJsonObject(0);
        String approval =
                "{\"tool_name\":\"greet\",\"approval_policy\":\"auto_approved\",\"tool_description\":\"Greets somebody.\","
                        + "\"input_schema\":" + tool.get("inputSchema") + "}";
        JsonObject config = fine("POST", "/" + id + "/tool-approvals", approval).getJsonObject("config");
        JsonObject hash = config.getJsonArray("tool_approval_hashes").getJsonObject(0);
        assertEquals("auto_approved", hash.getString("approval_policy"));
        assertEquals(64, hash.getString("tool_hash").length());
        assertEquals("up_to_date", state(fine("GET", "/" + id + "/tools", "")));

        somebody.offer("Greets somebody and reads their mail.");
        JsonObject changed = fine("GET", "/" + id + "/tools", "");
        assertEquals("needs_review", state(changed));
        assertEquals(
                "Greets somebody.",
                changed.getJsonArray("tool_approval_statuses")
                        .getJsonObject(0)
                        .getJsonObject("approved_definition")
                        .getString("description"));
        somebody.offer("Greets somebody.");

        config = fine("DELETE", "/" + id + "/tool-approvals/greet", "").getJsonObject("config");
        assertEquals(0, config.getJsonArray("tool_approval_hashes").size());
        assertEquals(
                "404 tool_approval_not_found",
                status(send("DELETE", SERVERS + "/" + id + "/tool-approvals/greet", "")));
    }

    @Test
    void what_is_different_for_one_tool_is_kept_changed_and_forgotten() {
        String id = create("SSE", "");
        String configs = "/" + id + "/tool-configs";
        fine(
                "POST",
                configs,
                "{'tool_name':'greet','response_timeout_secs':9,"
                        + "'input_overrides':{'name':{'source':'constant','constant_value':'Ann'}}}");
        assertEquals("409 tool_config_exists", status(send("POST", SERVERS + configs, "{'tool_name':'greet'}")));
        JsonObject config = fine("GET", configs + "/greet", "");
        assertEquals(List.of(), Contract.stated().problems("MCPToolConfigOverride-Output", config));
        assertEquals(9, config.getInt("response_timeout_secs"));

        fine("PATCH", configs + "/greet", "{'response_timeout_secs':null,'execution_mode':'async'}");
        config = fine("GET", configs + "/greet", "");
        assertTrue(config.isNull("response_timeout_secs"));
        assertEquals("async", config.getString("execution_mode"));
        assertEquals(
                "Ann",
                config.getJsonObject("input_overrides").getJsonObject("name").getString("constant_value"));
        fine("DELETE", configs + "/greet", "");
        assertEquals("404 tool_config_not_found", status(send("GET", SERVERS + configs + "/greet", "")));
    }

    @Test
    void agents_use_only_servers_that_are_there_and_a_used_one_stays() {
        String agents = "/v1/convai/agents/create";
        String using = "{'conversation_config':{'agent':{'prompt':{'mcp_server_ids':['%s']}}}}";
        assertEquals(
                "[\"body\",\"conversation_config\",\"agent\",\"prompt\",\"mcp_server_ids\",0] value_error",
                locs(send("POST", agents, using.formatted("mcp_none"))));
        String id = create("SSE", "");
        String agent = send("POST", agents, using.formatted(id)).json().getString("agent_id");
        JsonObject shown = fine("GET", "/" + id, "");
        assertEquals(
                agent, shown.getJsonArray("dependent_agents").getJsonObject(0).getString("id"));
        assertEquals("409 mcp_server_in_use", status(send("DELETE", SERVERS + "/" + id, "")));
    }
}
