package antiphon.agents;

import static antiphon.agents.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.TestServer.Answer;
import antiphon.agents.config.CustomLlmConfig;
import antiphon.api.contract.Contract;
import antiphon.identity.Role;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentDoorsTest {
    private static final String AGENTS = "/v1/convai/agents";

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
        server.catalogues.clear();
    }

    private String create(String body) {
        Answer answer = server.send("POST", AGENTS + "/create", json(body).toString());
        assertEquals(200, answer.status(), answer.body());
        return answer.json().getString("agent_id");
    }

    private JsonObject get(String id) {
        Answer answer = server.send("GET", AGENTS + "/" + id, "");
        assertEquals(200, answer.status(), answer.body());
        return answer.json();
    }

    private Answer change(String id, String patch) {
        return server.send("PATCH", AGENTS + "/" + id, patch.replace('\'', '"'));
    }

    private static String locs(Answer answer) {
        assertEquals(422, answer.status(), answer.body());
        List<String> locs = new ArrayList<>();
        for (JsonObject problem : answer.json().getJsonArray("detail").getValuesAs(JsonObject.class)) {
            assertFalse(problem.getString("msg").isBlank());
            locs.add(problem.getJsonArray("loc") + " " + problem.getString("type"));
        }
        return String.join("; ", locs);
    }

    private static String status(Answer answer) {
        return answer.status() + " " + answer.json().getJsonObject("detail").getString("status");
    }

    @Test
    void a_new_agent_comes_back_with_what_was_sent_and_every_default() {
        String id = create("{'name':'Ann','conversation_config':{'agent':{'first_message':'Hi','x_mine':{'b':1,'a':2}},"
                + "'tts':{'speed':1.10}},'x_top':[1,{}]}");
        JsonObject agent = get(id);

        assertTrue(id.matches("agent_[0-9a-z]{28}"));
        assertEquals("Ann", agent.getString("name"));
        JsonObject config = agent.getJsonObject("conversation_config");
        assertEquals(
                "{\"b\":1,\"a\":2}",
                String.valueOf(config.getJsonObject("agent").get("x_mine")));
        assertEquals("1.10", String.valueOf(config.getJsonObject("tts").get("speed")));
        assertEquals("[1,{}]", String.valueOf(agent.get("x_top")));
        assertEquals(List.of(), Contract.stated().problems("GetAgentResponseModel", agent));
        assertEquals(1767323045, agent.getJsonObject("metadata").getInt("created_at_unix_secs"));
        assertTrue(agent.getString("version_id").startsWith("agtvrsn_"));
        assertEquals(agent.getString("branch_id"), agent.getString("main_branch_id"));
    }

    @Test
    void what_was_not_sent_is_not_kept() {
        String id = create("{'conversation_config':{}}");
        assertEquals(
                List.of("{\"conversation_config\":{}}"),
                server.database.column("select document::text from agent where id = '" + id + "'"));
    }

    @Test
    void an_agent_without_a_name_is_called_new_agent() {
        assertEquals(
                "New agent",
                get(create("{'conversation_config':{},'name':null}")).getString("name"));
    }

    @Test
    void a_patch_changes_what_it_names_and_null_brings_the_default_back() {
        String id = create("{'name':'Ann','conversation_config':{'agent':{'first_message':'Hi','language':'de'}}}");
        server.now = TestServer.START.plusSeconds(60);
        Answer answer = change(id, "{'conversation_config':{'agent':{'first_message':null,'x_new':true}}}");

        assertEquals(200, answer.status(), answer.body());
        JsonObject agent = answer.json().getJsonObject("conversation_config").getJsonObject("agent");
        assertEquals("", agent.getString("first_message"));
        assertEquals("de", agent.getString("language"));
        assertTrue(agent.getBoolean("x_new"));
        assertEquals(get(id), answer.json());
        assertEquals(1767323105, answer.json().getJsonObject("metadata").getInt("updated_at_unix_secs"));
    }

    @Test
    void every_change_leaves_a_version_that_can_be_seen_again() {
        String id = create("{'name':'One','conversation_config':{}}");
        String first = get(id).getString("version_id");
        String second = change(id, "{'name':'Two','version_description':'renamed'}")
                .json()
                .getString("version_id");

        assertFalse(first.equals(second));
        assertEquals("Two", get(id).getString("name"));
        JsonObject old = get(id + "?version_id=" + first);
        assertEquals("One", old.getString("name"));
        assertEquals(first, old.getString("version_id"));
        assertEquals(
                List.of("1 null", "2 renamed"),
                server.database.column("select number || ' ' || coalesce(description, 'null') from agent_version"
                        + " where agent_id = '" + id + "' order by number"));
        assertEquals(
                "404 version_not_found", status(server.send("GET", AGENTS + "/" + id + "?version_id=agtvrsn_x", "")));
    }

    @Test
    void a_patch_that_changes_nothing_makes_no_version() {
        String id = create("{'name':'One','conversation_config':{}}");
        String version = get(id).getString("version_id");
        assertEquals(version, change(id, "{'name':'One'}").json().getString("version_id"));
        assertEquals(version, change(id, "").json().getString("version_id"));
    }

    @Test
    void every_change_is_in_the_trail_with_fingerprints_that_join_up() {
        String id = create("{'conversation_config':{}}");
        change(id, "{'name':'Two'}");
        server.send("DELETE", AGENTS + "/" + id, "");
        assertEquals(
                List.of("agent.change true", "agent.create false", "agent.delete true"),
                server.database.column("select action || ' ' || (before_sha256 is not null) from audit_entry"
                        + " where subject_id = '" + id + "' order by action"));
        assertEquals(
                List.of(true),
                server.database.column("select a.after_sha256 = b.before_sha256 from audit_entry a, audit_entry b"
                        + " where a.subject_id = '" + id + "' and b.subject_id = a.subject_id"
                        + " and a.action = 'agent.create' and b.action = 'agent.change'"));
    }

    @Test
    void a_wrong_patch_changes_nothing_and_says_where_it_is_wrong() {
        String id = create("{'conversation_config':{'tts':{'stability':0.3}}}");
        JsonObject before = get(id);
        assertEquals(
                "[\"body\",\"conversation_config\",\"tts\",\"stability\"] less_than_equal",
                locs(change(id, "{'name':'x','conversation_config':{'tts':{'stability':7}}}")));
        assertEquals("[\"body\",\"conversation_config\"] missing", locs(change(id, "{'conversation_config':null}")));
        assertEquals(before, get(id));
    }

    @Test
    void a_deleted_agent_is_found_no_more() {
        String id = create("{'conversation_config':{}}");
        assertEquals(204, server.send("DELETE", AGENTS + "/" + id, "").status());
        assertEquals("404 agent_not_found", status(server.send("GET", AGENTS + "/" + id, "")));
        assertEquals("404 agent_not_found", status(change(id, "{'name':'x'}")));
        assertEquals("404 agent_not_found", status(server.send("DELETE", AGENTS + "/" + id, "")));
    }

    @Test
    void another_branch_than_the_main_one_is_not_there() {
        String id = create("{'conversation_config':{}}");
        String branch = get(id).getString("branch_id");
        assertEquals(id, get(id + "?branch_id=" + branch).getString("agent_id"));
        assertEquals(
                "404 branch_not_found", status(server.send("GET", AGENTS + "/" + id + "?branch_id=agtbrch_x", "")));
    }

    private List<String> names(String query) {
        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            Answer answer = server.send("GET", AGENTS + query + cursor, "");
            assertEquals(200, answer.status(), answer.body());
            JsonObject page = answer.json();
            assertEquals(List.of(), Contract.stated().problems("GetAgentsPageResponseModel", page));
            JsonArray agents = page.getJsonArray("agents");
            agents.getValuesAs(JsonObject.class).forEach(agent -> names.add(agent.getString("name")));
            assertEquals(page.getBoolean("has_more"), page.get("next_cursor") != JsonValue.NULL);
            cursor = page.getBoolean("has_more") ? "&cursor=" + page.getString("next_cursor") : "";
        } while (!cursor.isEmpty());
        return names;
    }

    @Test
    void a_list_is_read_page_by_page_without_gap_or_double_in_any_order() {
        List<String> wanted = List.of("pg b", "pg A", "pg d", "pg C", "pg_e");
        for (int i = 0; i < wanted.size(); i++) {
            server.now = TestServer.START.plusSeconds(i / 2);
            create("{'conversation_config':{},'name':'" + wanted.get(i) + "','tags':['pages','t" + i % 2 + "']}");
        }
        assertEquals(5, names("?search=PG&page_size=2").size());
        assertEquals("pg_e", names("?search=pg&page_size=2").getFirst());
        assertEquals("pg_e", names("?search=pg&page_size=1&sort_direction=asc").getLast());
        assertEquals(
                List.of("pg A", "pg b", "pg C", "pg d", "pg_e"),
                names("?search=pg&page_size=2&sort_by=name&sort_direction=asc").stream()
                        .sorted(String.CASE_INSENSITIVE_ORDER)
                        .toList());
        assertEquals(
                5,
                names("?search=pg&page_size=2&sort_by=name&sort_direction=desc").size());
        assertEquals(List.of("pg_e"), names("?search=pg_&page_size=2"));
        assertEquals(List.of("pg A", "pg C"), names("?tags=pages&tags=t1&sort_by=name&sort_direction=asc"));
    }

    @Test
    void archived_agents_are_listed_only_on_demand() {
        String id = create("{'conversation_config':{},'name':'old hand'}");
        assertEquals(List.of("old hand"), names("?search=old"));
        change(id, "{'platform_settings':{'archived':true}}");
        assertEquals(List.of(), names("?search=old"));
        assertEquals(List.of("old hand"), names("?search=old&archived=true"));
    }

    @Test
    void somebody_can_ask_for_their_own_agents() {
        create("{'conversation_config':{},'name':'mine and mine'}");
        assertEquals(List.of("mine and mine"), names("?search=mine%20and&created_by_user_id=@me"));
        assertEquals(List.of(), names("?search=mine%20and&created_by_user_id=key_other"));
    }

    @Test
    void wrong_query_parameters_are_named() {
        assertEquals(
                "[\"query\",\"page_size\"] less_than_equal", locs(server.send("GET", AGENTS + "?page_size=101", "")));
        assertEquals("[\"query\",\"page_size\"] int_parsing", locs(server.send("GET", AGENTS + "?page_size=x", "")));
        assertEquals("[\"query\",\"sort_by\"] enum", locs(server.send("GET", AGENTS + "?sort_by=colour", "")));
        assertEquals("[\"query\",\"cursor\"] value_error", locs(server.send("GET", AGENTS + "?cursor=nonsense", "")));
        // A cursor that reads, but whose time is none.
        assertEquals(
                "[\"query\",\"cursor\"] value_error",
                locs(server.send("GET", AGENTS + "?cursor=WyJjcmVhdGVkX2F0LSIsIm5ldmVyIiwiaWQiXQ", "")));
        assertEquals("[\"query\",\"search\"] string_type", locs(server.send("GET", AGENTS + "?search=a%00b", "")));
    }

    @Test
    void bodies_that_are_not_what_was_asked_for_are_refused_in_the_contracts_words() {
        assertEquals("[\"body\"] json_invalid", locs(server.send("POST", AGENTS + "/create", "{\"a\":")));
        assertEquals("[\"body\"] json_invalid", locs(server.send("POST", AGENTS + "/create", "{} x")));
        assertEquals("[\"body\"] dict_type", locs(server.send("POST", AGENTS + "/create", "[1]")));
        assertEquals("[\"body\",\"conversation_config\"] missing", locs(server.send("POST", AGENTS + "/create", "")));
        assertEquals(
                "[\"body\",\"name\"] string_unicode",
                locs(server.send("POST", AGENTS + "/create", "{\"name\":\"a\\u0000\",\"conversation_config\":{}}")));
        assertEquals(
                "[\"body\",\"x\"] finite_number",
                locs(server.send("POST", AGENTS + "/create", "{\"x\":1e999999999,\"conversation_config\":{}}")));
        String deep = "{\"conversation_config\":{},\"x\":" + "[".repeat(500) + "]".repeat(500) + "}";
        assertEquals(422, server.send("POST", AGENTS + "/create", deep).status());
        String deeper = "{\"conversation_config\":{},\"x\":" + "[".repeat(50000) + "]".repeat(50000) + "}";
        assertEquals(422, server.send("POST", AGENTS + "/create", deeper).status());
    }

    @Test
    void a_body_beyond_the_limit_is_refused() {
        String large = "{\"conversation_config\":{},\"x\":\"" + "a".repeat(5_000_000) + "\"}";
        assertEquals("413 request_too_large", status(server.send("POST", AGENTS + "/create", large)));
    }

    @Test
    void the_wrong_path_method_and_media_type_are_told_apart() {
        assertEquals("404 not_found", status(server.send("GET", "/v1/convai/nothing", "")));
        assertEquals("405 method_not_allowed", status(server.send("PUT", AGENTS + "/create", "{}")));
        Optional<String> key = Optional.of(server.adminSecret);
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "415 unsupported_media_type", status(server.send("POST", AGENTS + "/create", key, "text/plain", body)));
        assertEquals("404 agent_not_found", status(server.send("GET", AGENTS + "/a%00b", "")));
    }

    @Test
    void nobody_comes_in_without_a_key_and_a_viewer_changes_nothing() {
        byte[] body = "{\"conversation_config\":{}}".getBytes(StandardCharsets.UTF_8);
        assertEquals("401 needs_authorization", status(server.send("GET", AGENTS, Optional.empty(), "", body)));
        assertEquals("401 invalid_api_key", status(server.send("GET", AGENTS, Optional.of("sk_x"), "", body)));
        assertEquals("401 needs_authorization", status(server.send("GET", "/v1/nothing", Optional.empty(), "", body)));
        Optional<String> viewer = Optional.of(server.key(Role.VIEWER));
        assertEquals(200, server.send("GET", AGENTS, viewer, "", body).status());
        assertEquals(
                "403 insufficient_permissions",
                status(server.send("POST", AGENTS + "/create", viewer, "application/json", body)));
    }

    @Test
    void a_model_that_this_server_cannot_use_is_refused_where_it_is_named_and_nowhere_else() {
        server.catalogues.add(new Nothing());
        String id = create("{'conversation_config':{}}");
        assertEquals(
                "[\"body\",\"conversation_config\",\"agent\",\"prompt\",\"llm\"] value_error",
                locs(change(id, "{'conversation_config':{'agent':{'prompt':{'llm':'gpt-4o'}}}}")));
        server.catalogues.clear();
        change(id, "{'conversation_config':{'agent':{'prompt':{'llm':'gpt-4o'}}}}");
        server.catalogues.add(new Nothing());
        assertEquals(200, change(id, "{'name':'still to be changed'}").status());
    }

    @Test
    void a_voice_that_no_engine_here_has_is_refused_where_it_is_named() {
        server.voices.add(voice -> voice.equals("robot") ? Optional.of("There is no robot here.") : Optional.empty());
        String id = create("{'conversation_config':{'tts':{'voice_id':'cjVigY5qzO86Huf0OWal'}}}");
        assertEquals(
                "[\"body\",\"conversation_config\",\"tts\",\"voice_id\"] value_error",
                locs(change(id, "{'conversation_config':{'tts':{'voice_id':'robot'}}}")));
        server.voices.clear();
    }

    @Test
    void the_models_that_the_server_offers_are_listed() {
        server.catalogues.add(new Nothing());
        JsonObject list = server.send("GET", "/v1/convai/llm/list", "").json();
        assertEquals(List.of(), Contract.stated().problems("LLMListResponseModel", list));
        assertEquals("gpt-4o", list.getJsonArray("llms").getJsonObject(0).getString("llm"));
    }

    @Test
    void a_custom_model_needs_a_secret_that_is_there_and_the_secret_stays_while_it_is_used() {
        String custom = "{'conversation_config':{'agent':{'prompt':{'llm':'custom-llm','custom_llm':"
                + "{'url':'http://localhost/v1','api_key':{'secret_id':'%s'}}}}}}";
        Answer refused = server.send(
                "POST", AGENTS + "/create", json(custom.formatted("secret_x")).toString());
        assertEquals(
                "[\"body\",\"conversation_config\",\"agent\",\"prompt\",\"custom_llm\",\"api_key\",\"secret_id\"]"
                        + " value_error",
                locs(refused));
        String secret = server.send(
                        "POST",
                        "/v1/convai/secrets",
                        json("{'type':'new','name':'used','value':'v'}").toString())
                .json()
                .getString("secret_id");
        String id = create(custom.formatted(secret));
        assertEquals("409 secret_in_use", status(server.send("DELETE", "/v1/convai/secrets/" + secret, "")));
        JsonObject described =
                server.send("GET", "/v1/convai/secrets/" + secret, "").json();
        assertEquals(List.of(), Contract.stated().problems("ConvAIWorkspaceStoredSecretConfig", described));
        assertTrue(described.getJsonObject("used_by").toString().contains(id));
        change(id, "{'conversation_config':{'agent':{'prompt':{'custom_llm':null,'llm':null}}}}");
        assertEquals(
                204, server.send("DELETE", "/v1/convai/secrets/" + secret, "").status());
    }

    /** A server on which nothing can be used. */
    private record Nothing() implements ModelCatalogue {
        @Override
        public List<OfferedModel> offered() {
            return List.of(new OfferedModel(
                    "gpt-4o", "OpenAI", false, false, 16384, 128000, true, false, true, List.of("low")));
        }

        @Override
        public Optional<String> obstacle(String llm, Optional<CustomLlmConfig> customLlm) {
            return Optional.of(llm + " needs OPENAI_API_KEY, which is not set.");
        }
    }

    @Test
    void what_cannot_be_surely_redacted_here_is_refused_and_what_can_is_named() {
        String redaction = "{'platform_settings':{'privacy':{'conversation_history_redaction':%s}}}";
        String id = create(redaction.formatted("{'enabled':true,'entities':['email_address','contact_number']}"));
        Answer refused = change(id, redaction.formatted("{'entities':['email_address','name','dob']}"));
        String at = "[\"body\",\"platform_settings\",\"privacy\",\"conversation_history_redaction\",\"entities\"";
        assertEquals(at + ",1] value_error; " + at + ",2] value_error", locs(refused));
        assertTrue(refused.body().contains("financial_id.bank_account.bank_account_number"));
        assertEquals(at + "] value_error", locs(change(id, redaction.formatted("{'entities':[]}"))));
        assertEquals(
                422,
                change(id, redaction.formatted("{'excluded_data_collection_ids':['a']}"))
                        .status());
        assertEquals(
                200,
                change(id, redaction.formatted("{'enabled':false,'entities':['name']}"))
                        .status());
        assertEquals(200, change(id, "{'name':'Ann'}").status());
    }
}
