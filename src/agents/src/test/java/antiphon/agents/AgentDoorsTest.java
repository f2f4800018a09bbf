package antiphon.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.TestServer.Answer;
import antiphon.api.contract.Contract;
import antiphon.identity.Role;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentDoorsTest extends AgentDoors {
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
    void guardrails_that_cannot_be_are_refused() {
        String guardrails = "{'conversation_config':{},'platform_settings':{'guardrails':%s}}";
        String id =
                create(guardrails.formatted("{'content':{'execution_mode':'blocking','trigger_action':{'type':'retry'},"
                        + "'config':{'violence':{'is_enabled':true,'threshold':'high'}}}}"));
        String at = "[\"body\",\"platform_settings\",\"guardrails\",";
        for (String wrong : List.of(
                "{'content':{'execution_mode':'later'}}",
                "{'content':{'config':{'violence':{'threshold':'much'}}}}",
                "{'moderation':{'config':{'hate':{'threshold':2}}}}",
                "{'custom':{'config':{'configs':[{'prompt':'nameless'}]}}}",
                "{'custom':{'config':{'configs':[{'name':'n','prompt':'p','history_message_count':101}]}}}",
                "{'content':{'trigger_action':{'type':'shout'}}}")) {
            Answer refused = change(id, guardrails.formatted(wrong));
            assertEquals(422, refused.status(), wrong);
            assertTrue(locs(refused).startsWith(at), () -> wrong + ": " + locs(refused));
        }
    }

    @Test
    void what_cannot_be_surely_redacted_here_is_refused_and_what_can_is_named() {
        String redaction =
                "{'conversation_config':{},'platform_settings':{'privacy':" + "{'conversation_history_redaction':%s}}}";
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
