package antiphon.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.TestServer.Answer;
import antiphon.identity.Role;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BranchDoorsTest extends BranchDoors {
    @Test
    void a_branch_begins_where_a_version_stands_and_goes_its_own_way() {
        JsonObject made = ok(post(
                "/branches",
                "{'parent_version_id':'" + first + "','name':'Try','description':'d',"
                        + "'conversation_config':{'agent':{'first_message':'Hey'}}}"));
        fits("CreateAgentBranchResponseModel", made);
        String branch = made.getString("created_branch_id");
        JsonObject there = state("?branch_id=" + branch);
        assertEquals("Hey", said(there));
        assertEquals("Hi", said(state("")));
        assertEquals(made.getString("created_version_id"), there.getString("version_id"));
        assertEquals(branch, there.getString("branch_id"));
        assertEquals(main, there.getString("main_branch_id"));

        JsonObject changed = change(branch, "{'name':'Bea','version_description':'renamed'}");
        assertEquals("Bea", changed.getString("name"));
        assertEquals("Ann", state("").getString("name"));
        JsonObject shown = ok(server.send("GET", AGENTS + agent + "/branches/" + branch, ""));
        fits("AgentBranchResponse", shown);
        List<JsonObject> versions = shown.getJsonArray("most_recent_versions").getValuesAs(JsonObject.class);
        assertEquals("renamed", versions.getFirst().getString("version_description"));
        assertEquals(2, versions.getFirst().getInt("seq_no_in_branch"));
        JsonObject parents = versions.getLast().getJsonObject("parents");
        assertEquals(first, parents.getString("out_of_branch_parent_id"));
        assertEquals("Main", shown.getJsonObject("parent_branch").getString("name"));
    }

    @Test
    void every_version_says_where_it_came_from() {
        String second = change(main, greeting("Hello")).getString("version_id");
        JsonObject version = ok(server.send("GET", AGENTS + agent + "/versions/" + second, ""));
        fits("AgentVersionMetadata", version);
        assertEquals(first, version.getJsonObject("parents").getString("in_branch_parent_id"));
        assertEquals(2, version.getInt("seq_no_in_branch"));
        assertEquals("Hi", said(state("?version_id=" + first)));
        assertEquals("404 version_not_found", refused(server.send("GET", AGENTS + agent + "/versions/agtvrsn_no", "")));
    }

    @Test
    void a_version_is_looked_for_on_the_branch_that_is_named() {
        String branch = branch("Other", "");
        assertEquals(
                "404 version_not_found",
                refused(server.send("GET", AGENTS + agent + "?branch_id=" + branch + "&version_id=" + first, "")));
    }

    @Test
    void branches_are_listed_with_what_they_are_ahead_and_behind() {
        String branch = branch("Try", "");
        change(branch, greeting("Hey"));
        change(main, "{'conversation_config':{'agent':{'language':'de'}}}");
        JsonObject list = ok(server.send("GET", AGENTS + agent + "/branches?include_commit_status=true", ""));
        fits("ListResponse_AgentBranchSummary_", list);
        List<JsonObject> branches = list.getJsonArray("results").getValuesAs(JsonObject.class);
        assertEquals(
                List.of("Main", "Try"),
                branches.stream().map(b -> b.getString("name")).toList());
        assertEquals(2, branches.get(1).getInt("commits_ahead"));
        assertEquals(1, branches.get(1).getInt("commits_behind"));
        assertEquals(100, branches.get(0).getInt("current_live_percentage"));
        assertEquals(main, branches.get(1).getString("parent_branch_id"));
        assertEquals(
                "422 [[\"query\",\"limit\"]]", refused(server.send("GET", AGENTS + agent + "/branches?limit=0", "")));
    }

    @Test
    void a_branch_needs_a_free_name_and_a_version_to_begin_with() {
        branch("Try", "");
        String body = "{'parent_version_id':'" + first + "','name':'tRY','description':''}";
        assertEquals("409 branch_name_taken", refused(post("/branches", body)));
        assertEquals(
                "404 version_not_found",
                refused(post("/branches", "{'parent_version_id':'agtvrsn_1','name':'x','description':''}")));
        assertEquals(
                "422 [[\"body\",\"parent_version_id\"], [\"body\",\"name\"], [\"body\",\"description\"]]",
                refused(post("/branches", "{}")));
        assertEquals("422 [[\"body\",\"name\"]]", refused(post("/branches", body.replace("tRY", " "))));
        assertTrue(refused(post(
                        "/branches",
                        body.replace("tRY", "Bad")
                                .replace("''}", "'','conversation_config':{'agent':{'first_message':5}}}")))
                .startsWith("422"));
    }

    @Test
    void a_protected_branch_is_the_administrators() {
        fits("AgentBranchResponse", changeBranch(main, "{'protection_status':'admin_perms_required'}"));
        Optional<String> editor = Optional.of(server.key(Role.EDITOR));
        byte[] patch = text(greeting("x")).getBytes(StandardCharsets.UTF_8);
        Answer refused = server.send("PATCH", AGENTS + agent, editor, "application/json", patch);
        assertEquals("403 branch_protected", refused(refused));
        change(main, greeting("By an administrator"));
        byte[] free = text("{'protection_status':'writer_perms_required'}").getBytes(StandardCharsets.UTF_8);
        String at = AGENTS + agent + "/branches/" + main;
        assertEquals("403 branch_protected", refused(server.send("PATCH", at, editor, "application/json", free)));
    }

    @Test
    void a_branch_is_renamed_archived_and_brought_back() {
        String branch = branch("Try", "");
        assertEquals("Trial", changeBranch(branch, "{'name':'Trial'}").getString("name"));
        changeBranch(branch, "{'is_archived':true}");
        String all = "/branches?include_archived=true";
        assertEquals(
                1,
                ok(server.send("GET", AGENTS + agent + "/branches", ""))
                        .getJsonArray("results")
                        .size());
        assertEquals(
                2,
                ok(server.send("GET", AGENTS + agent + all, ""))
                        .getJsonArray("results")
                        .size());
        assertFalse(changeBranch(branch, "{'is_archived':false}").getBoolean("is_archived"));
        String at = AGENTS + agent + "/branches/";
        assertEquals("409 main_branch", refused(server.send("PATCH", at + main, text("{'is_archived':true}"))));
        assertEquals("404 branch_not_found", refused(server.send("PATCH", at + "agtbrch_no", "{}")));
        assertEquals("422 [[\"body\",\"name\"]]", refused(server.send("PATCH", at + branch, text("{'name':''}"))));
    }

    @Test
    void an_agent_without_versioning_shows_none_until_it_is_asked_for() {
        agent = ok(server.send("POST", AGENTS + "create?enable_versioning=false", text("{'conversation_config':{}}")))
                .getString("agent_id");
        assertTrue(state("").isNull("version_id"));
        assertTrue(state("").isNull("branch_id"));
        Object id = server.database
                .column("select version_id from agent where id = '" + agent + "'")
                .getFirst();
        String body = "{'parent_version_id':'" + id + "','name':'x','description':''}";
        assertEquals("409 versioning_not_enabled", refused(post("/branches", body)));
        JsonObject still = ok(
                server.send("PATCH", AGENTS + agent + "?enable_versioning_if_not_enabled=false", text("{'name':'B'}")));
        assertTrue(still.isNull("version_id"));
        assertNotEquals(
                JsonValue.NULL, ok(server.send("PATCH", AGENTS + agent, "{}")).get("version_id"));
    }

    @Test
    void a_duplicate_is_an_agent_of_its_own() {
        JsonObject made = ok(post("/duplicate", "{'name':'Copy'}"));
        fits("CreateAgentResponseModel", made);
        String copy = made.getString("agent_id");
        assertNotEquals(agent, copy);
        JsonObject shown = ok(server.send("GET", AGENTS + copy, ""));
        assertEquals("Copy", shown.getString("name"));
        assertEquals("Hi", said(shown));
        assertNotEquals(main, shown.getString("branch_id"));
        String second = ok(post("/duplicate", "{}")).getString("agent_id");
        assertEquals("Ann (copy)", ok(server.send("GET", AGENTS + second, "")).getString("name"));
        assertEquals("422 [[\"body\",\"name\"]]", refused(post("/duplicate", "{'name':5}")));
    }

    @Test
    void summaries_say_of_each_id_what_it_is_or_that_it_is_not() {
        JsonObject both = ok(server.send("GET", AGENTS + "summaries?agent_ids=" + agent + "&agent_ids=agent_no", ""));
        fits("AgentSummaryBatchSuccessfulResponseModel", both.getJsonObject(agent));
        fits("BatchFailureResponseModel", both.getJsonObject("agent_no"));
        assertEquals(404, both.getJsonObject("agent_no").getInt("error_code"));
        assertEquals("422 [[\"query\",\"agent_ids\"]]", refused(server.send("GET", AGENTS + "summaries", "")));
        JsonObject link = ok(server.send("GET", AGENTS + agent + "/link", ""));
        fits("GetAgentLinkResponseModel", link);
        assertEquals("404 agent_not_found", refused(server.send("GET", AGENTS + "agent_no/link", "")));
    }

    @Test
    void agents_are_ordered_by_their_calls_of_a_week() {
        String busy = ok(post("/duplicate", "{'name':'Busy'}")).getString("agent_id");
        server.database.inTransaction(() -> server.agents
                .entities
                .createNativeQuery("insert into conversation (id, agent_id, agent_name, branch_id, status, started_at,"
                        + " authorization_method, source, language, text_only, voice_recorded, environment, client_data,"
                        + " server_name, server_run) select 'conv_' || n, '" + busy + "', 'Busy', '" + main
                        + "', 'done', timestamptz '2026-01-02T00:00:00Z' - n * interval '3 days', 'public', 'unknown',"
                        + " 'en', true, false, 'production', '{}', 's', 'r' from generate_series(0, 3) n")
                .executeUpdate());
        JsonObject page = ok(server.send("GET", "/v1/convai/agents?sort_by=call_count_7d&page_size=1&search=Busy", ""));
        fits("GetAgentsPageResponseModel", page);
        JsonObject firstPage = ok(server.send("GET", "/v1/convai/agents?sort_by=call_count_7d&page_size=1", ""));
        JsonObject shown = firstPage.getJsonArray("agents").getJsonObject(0);
        assertEquals(busy, shown.getString("agent_id"));
        assertEquals(1767312000, shown.getInt("last_call_time_unix_secs"));
        JsonObject next = ok(server.send(
                "GET",
                "/v1/convai/agents?sort_by=call_count_7d&page_size=100&cursor=" + firstPage.getString("next_cursor"),
                ""));
        assertFalse(next.toString().contains(busy));
        JsonObject branches = ok(server.send("GET", AGENTS + agent + "/branches", ""));
        assertEquals(3, branches.getJsonArray("results").getJsonObject(0).getInt("calls_7d"));
    }

    @Test
    void procedures_and_merge_proposals_are_said_to_be_missing() {
        for (String path : List.of("/branches/" + main + "/procedures", "/merge-proposals", "/merge-proposals/one")) {
            assertEquals("501 not_implemented", refused(server.send("GET", AGENTS + agent + path, "")), path);
        }
    }
}
