package antiphon.agents;

import static antiphon.agents.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.TestServer.Answer;
import antiphon.api.contract.Contract;
import antiphon.identity.Role;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BranchDoorsTest {
    private static final String AGENTS = "/v1/convai/agents/";

    private TestServer server;
    private String agent = "";
    private String main = "";
    private String first = "";

    @BeforeAll
    void open(@TempDir Path directory) {
        server = new TestServer(directory);
    }

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    @BeforeEach
    void make_an_agent() {
        agent = ok(server.send(
                        "POST",
                        AGENTS + "create",
                        text("{'name':'Ann','tags':['a'],'conversation_config':{'agent':{'first_message':'Hi',"
                                + "'language':'en'}}}")))
                .getString("agent_id");
        main = state("").getString("branch_id");
        first = state("").getString("version_id");
    }

    private static String text(String single) {
        return json(single).toString();
    }

    private static JsonObject ok(Answer answer) {
        assertEquals(200, answer.status(), answer.body());
        return answer.json();
    }

    private static String refused(Answer answer) {
        JsonValue detail = answer.json().get("detail");
        return answer.status() + " "
                + (detail instanceof JsonObject object ? object.getString("status") : locs(answer));
    }

    private static String locs(Answer answer) {
        return answer.json().getJsonArray("detail").getValuesAs(JsonObject.class).stream()
                .map(problem -> problem.getJsonArray("loc").toString())
                .toList()
                .toString();
    }

    private JsonObject state(String query) {
        return ok(server.send("GET", AGENTS + agent + query, ""));
    }

    private Answer post(String path, String body) {
        return server.send("POST", AGENTS + agent + path, text(body));
    }

    private String branch(String name, String more) {
        return ok(post(
                        "/branches",
                        "{'parent_version_id':'" + state("").getString("version_id") + "','name':'" + name
                                + "','description':'For a try'" + more + "}"))
                .getString("created_branch_id");
    }

    private JsonObject change(String branch, String patch) {
        return ok(server.send("PATCH", AGENTS + agent + "?branch_id=" + branch, text(patch)));
    }

    private JsonObject changeBranch(String branch, String patch) {
        return ok(server.send("PATCH", AGENTS + agent + "/branches/" + branch, text(patch)));
    }

    private static String said(JsonObject state) {
        return state.getJsonObject("conversation_config").getJsonObject("agent").getString("first_message");
    }

    private static String greeting(String words) {
        return "{'conversation_config':{'agent':{'first_message':'" + words + "'}}}";
    }

    private static void fits(String schema, JsonObject answer) {
        assertEquals(List.of(), Contract.stated().problems(schema, answer));
    }

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
    void a_merge_brings_what_only_the_source_changed() {
        String branch = branch("Try", "");
        change(branch, "{'conversation_config':{'agent':{'first_message':'Hey'},'tts':{'speed':1.1}}}");
        change(main, "{'conversation_config':{'agent':{'language':'de'}},'tags':['a','b']}");
        JsonObject preview = ok(server.send(
                "GET", AGENTS + agent + "/branches/" + branch + "/merge-preview?target_branch_id=" + main, ""));
        fits("MergePreviewResponseModel", preview);
        assertEquals("Hey", said(preview));
        assertEquals(0, preview.getJsonArray("conflicts").size());
        assertFalse(preview.getBoolean("source_identical_to_target"));
        assertEquals("Hi", said(state("")), "a preview changes nothing");

        ok(post("/branches/" + branch + "/merge?target_branch_id=" + main, "{}"));
        JsonObject merged = state("");
        JsonObject config = merged.getJsonObject("conversation_config");
        assertEquals("Hey", said(merged));
        assertEquals("de", config.getJsonObject("agent").getString("language"));
        assertEquals("1.1", String.valueOf(config.getJsonObject("tts").get("speed")));
        assertEquals(2, merged.getJsonArray("tags").size());
        JsonObject version = ok(server.send("GET", AGENTS + agent + "/versions/" + merged.getString("version_id"), ""));
        assertEquals(branch, version.getJsonObject("parents").getString("merged_from_branch_id"));
        JsonObject source = ok(server.send("GET", AGENTS + agent + "/branches/" + branch, ""));
        assertTrue(source.getBoolean("is_archived"));
        assertEquals(
                "409 branch_archived",
                refused(server.send("PATCH", AGENTS + agent + "?branch_id=" + branch, text(greeting("x")))));
    }

    @Test
    void what_both_sides_changed_is_a_conflict_that_force_settles() {
        String branch = branch("Try", "");
        change(branch, greeting("Hey"));
        change(main, greeting("Hello"));
        String at = "/branches/" + branch + "/merge";
        JsonObject conflict = ok(server.send("GET", AGENTS + agent + at + "-preview?target_branch_id=" + main, ""))
                .getJsonArray("conflicts")
                .getJsonObject(0);
        fits("FieldConflict", conflict);
        assertEquals("conversation_config.agent.first_message", conflict.getString("path"));
        assertEquals("Hi", conflict.getString("base_value"));
        assertEquals("409 merge_conflict", refused(post(at + "?target_branch_id=" + main, "{}")));
        JsonObject forced =
                ok(server.send("GET", AGENTS + agent + at + "-preview?force=true&target_branch_id=" + main, ""));
        assertEquals(
                "[\"conversation_config.agent.first_message\"]",
                forced.getJsonArray("overridden_fields").toString());
        ok(post(at + "?target_branch_id=" + main, "{'force':true,'archive_source_branch':false}"));
        assertEquals("Hey", said(state("")));
        change(branch, greeting("Hey you"));
        ok(post(at + "?target_branch_id=" + main, "{}"));
        assertEquals("Hey you", said(state("")), "after a merge both sides have it in common");
        assertEquals("422 [[\"query\",\"target_branch_id\"]]", refused(post(at, "{}")));
        assertEquals(
                "422 [[\"query\",\"target_branch_id\"]]",
                refused(post("/branches/" + main + "/merge?target_branch_id=" + main, "{}")));
        assertEquals(
                "409 main_branch",
                refused(post("/branches/" + main + "/merge?target_branch_id=" + branch("Third", ""), "{}")));
    }

    @Test
    void a_rebase_puts_a_branch_upon_the_newest_of_main() {
        String branch = branch("Try", "");
        change(branch, greeting("Hey"));
        change(main, "{'conversation_config':{'agent':{'language':'de'}}}");
        JsonObject preview = ok(server.send("GET", AGENTS + agent + "/branches/" + branch + "/rebase-preview", ""));
        fits("MergePreviewResponseModel", preview);
        assertEquals(branch, preview.getString("branch_id"));
        fits("AgentBranchResponse", ok(post("/branches/" + branch + "/rebase", "{}")));
        JsonObject there = state("?branch_id=" + branch);
        assertEquals("Hey", said(there));
        assertEquals(
                "de",
                there.getJsonObject("conversation_config")
                        .getJsonObject("agent")
                        .getString("language"));
        JsonObject version = ok(server.send("GET", AGENTS + agent + "/versions/" + there.getString("version_id"), ""));
        assertEquals(
                state("").getString("version_id"),
                version.getJsonObject("parents").getString("rebased_from_version_id"));
        change(main, greeting("Hello"));
        assertEquals("409 merge_conflict", refused(post("/branches/" + branch + "/rebase", "{}")));
    }

    @Test
    void a_branch_may_follow_the_main_branch() {
        String branch = branch("Try", "");
        change(branch, greeting("Hey"));
        changeBranch(branch, "{'auto_rebase':true}");
        change(main, "{'conversation_config':{'agent':{'language':'de'}}}");
        JsonObject there = state("?branch_id=" + branch);
        assertEquals("Hey", said(there));
        assertEquals(
                "de",
                there.getJsonObject("conversation_config")
                        .getJsonObject("agent")
                        .getString("language"));
        change(main, greeting("Hello"));
        assertEquals("Hey", said(state("?branch_id=" + branch)), "what conflicts is left to its owner");
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
    void calls_are_shared_out_as_deployed_and_each_caller_keeps_to_a_branch() {
        String branch = branch("Try", "");
        String quarter = shares(main, "75", branch, "25");
        JsonObject deployed = ok(post("/deployments", quarter));
        fits("AgentDeploymentResponse", deployed);
        assertEquals(
                25, deployed.getJsonObject("traffic_percentage_branch_id_map").getInt(branch));
        int met = 0;
        Set<String> again = new HashSet<>();
        for (int i = 0; i < 400; i++) {
            String caller = "caller " + i;
            String one = server.agents.met(agent, caller).branchId();
            assertEquals(one, server.agents.met(agent, caller).branchId());
            if (one.equals(branch)) {
                met++;
                again.add(caller);
            }
        }
        assertTrue(met > 60 && met < 140, "of 400 callers " + met + " met the branch");
        ok(post("/deployments", shares(main, "50", branch, "50")));
        again.forEach(
                caller -> assertEquals(branch, server.agents.met(agent, caller).branchId()));

        JsonObject history = ok(server.send("GET", AGENTS + agent + "/deployments?page_size=1", ""));
        fits("ListResponseAgentDeploymentHistoryItem", history);
        assertEquals(2, history.getJsonObject("meta").getInt("total"));
        assertTrue(history.getJsonArray("results").getJsonObject(0).getBoolean("is_active"));
        JsonObject older = ok(server.send("GET", AGENTS + agent + "/deployments?page_size=1&page=2", ""));
        assertFalse(older.getJsonArray("results").getJsonObject(0).getBoolean("is_active"));
    }

    private static String shares(String one, String percent, String other, String rest) {
        return "{'deployment_request':{'requests':[" + share(one, percent) + "," + share(other, rest) + "]}}";
    }

    private static String share(String branch, String percent) {
        return "{'branch_id':'" + branch + "','deployment_strategy':{'type':'percentage','traffic_percentage':"
                + percent + "}}";
    }

    @Test
    void shares_that_make_no_sense_are_refused() {
        String branch = branch("Try", "");
        String requests = "[\"body\",\"deployment_request\",\"requests\"";
        assertEquals("422 [" + requests + "]]", deploy(share(main, "50") + "," + share(branch, "40")));
        assertEquals(
                "422 [" + requests + ",1], " + requests + "]]", deploy(share(main, "60") + "," + share(main, "40")));
        assertTrue(deploy(share(main, "101")).startsWith("422"));
        assertEquals("404 branch_not_found", deploy(share("agtbrch_no", "100")));
        changeBranch(branch, "{'is_archived':true}");
        assertEquals("409 branch_archived", deploy(share(branch, "100")));
    }

    private String deploy(String requests) {
        return refused(post("/deployments", "{'deployment_request':{'requests':[" + requests + "]}}"));
    }

    @Test
    void a_live_branch_hands_its_share_on_when_it_is_merged() {
        String branch = branch("Try", "");
        change(branch, greeting("Hey"));
        ok(post(
                "/deployments",
                "{'deployment_request':{'requests':[" + share(main, "90") + "," + share(branch, "10") + "]}}"));
        String at = AGENTS + agent + "/branches/" + branch;
        assertEquals("409 branch_live", refused(server.send("PATCH", at, text("{'is_archived':true}"))));
        server.now = server.now.plusSeconds(1);
        ok(post("/branches/" + branch + "/merge?target_branch_id=" + main, "{}"));
        JsonObject newest = ok(server.send("GET", AGENTS + agent + "/deployments", ""))
                .getJsonArray("results")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(item -> item.getBoolean("is_active"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                100, newest.getJsonObject("traffic_percentage_branch_id_map").getInt(main));
    }

    @Test
    void a_draft_is_kept_for_whoever_wrote_it() {
        String draft = "{'name':'Ann','conversation_config':{'agent':{'first_message':'Draft'}},'platform_settings':{},"
                + "'workflow':{}}";
        ok(post("/drafts?branch_id=" + main, draft));
        JsonObject own = ok(server.send("GET", AGENTS + agent + "/branches", ""))
                .getJsonArray("results")
                .getJsonObject(0);
        assertTrue(own.getBoolean("draft_exists"));
        assertFalse(own.getBoolean("draft_is_behind_tip"));
        Answer others =
                server.send("GET", AGENTS + agent + "/branches", Optional.of(server.key(Role.EDITOR)), "", new byte[0]);
        assertFalse(ok(others).getJsonArray("results").getJsonObject(0).getBoolean("draft_exists"));
        assertEquals("Hi", said(state("")));
        String branch = branch("From draft", ",'include_draft':true");
        assertEquals("Draft", said(state("?branch_id=" + branch)));
        change(main, greeting("Gone on"));
        assertTrue(ok(server.send("GET", AGENTS + agent + "/branches", ""))
                .getJsonArray("results")
                .getJsonObject(0)
                .getBoolean("draft_is_behind_tip"));
        ok(server.send("DELETE", AGENTS + agent + "/drafts?branch_id=" + main, ""));
        assertEquals(
                "404 draft_not_found",
                refused(server.send("DELETE", AGENTS + agent + "/drafts?branch_id=" + main, "")));
        assertEquals("422 [[\"query\",\"branch_id\"]]", refused(post("/drafts", draft)));
        assertTrue(refused(post("/drafts?branch_id=" + main, "{}")).startsWith("422"));
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
