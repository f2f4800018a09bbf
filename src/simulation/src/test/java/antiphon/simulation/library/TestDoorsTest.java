package antiphon.simulation.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.contract.Contract;
import antiphon.identity.Role;
import antiphon.simulation.TestServer;
import antiphon.testing.Answer;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestDoorsTest {
    private static final String TESTS = "/v1/convai/agent-testing";
    private static final String REPLY = "{'name':'%s','type':'llm','success_condition':'Says nine.','x_mine':[1],"
            + "'success_examples':[{'type':'success','response':'At nine.'}],"
            + "'chat_history':[{'role':'user','message':'When do you open?','time_in_call_secs':0}]}";

    private TestServer server;

    @BeforeAll
    void open() {
        server = new TestServer();
    }

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    private JsonObject get(String path) {
        return server.send("GET", TESTS + path, "").fine();
    }

    private Answer post(String path, String body) {
        return server.send("POST", TESTS + path, body);
    }

    private String create(String body) {
        server.now = server.now.plusSeconds(1);
        return post("/create", body).fine().getString("id");
    }

    private String folder(String name, String parent) {
        server.now = server.now.plusSeconds(1);
        String where = parent.isEmpty() ? "null" : "'" + parent + "'";
        return post("/folders", "{'name':'" + name + "','parent_folder_id':" + where + "}")
                .fine()
                .getString("id");
    }

    private List<String> names(String query) {
        return get("?" + query).getJsonArray("tests").getValuesAs(JsonObject.class).stream()
                .map(test -> test.getString("name"))
                .toList();
    }

    private static List<?> problems(String schema, JsonObject answer) {
        return Contract.stated().problems(schema, answer);
    }

    @Test
    void a_test_comes_back_with_what_was_sent_and_every_default() {
        JsonObject test = get("/" + create(REPLY.formatted("Hours")));
        assertEquals("Hours", test.getString("name"));
        assertEquals("[1]", String.valueOf(test.get("x_mine")));
        assertEquals(JsonValue.EMPTY_JSON_OBJECT, test.get("dynamic_variables"));
        assertEquals(JsonValue.EMPTY_JSON_ARRAY, test.get("failure_examples"));
        assertTrue(test.getJsonObject("access_info").getBoolean("is_creator"));
        assertEquals(List.of(), problems("GetResponseUnitTestResponseModel", test));
    }

    @Test
    void tests_of_all_kinds_are_kept_and_one_may_take_anothers_place() {
        String id = create("{'name':'Orders','type':'tool','check_any_tool_matches':true,'tool_call_parameters':"
                + "{'referenced_tool':{'id':'order','type':'client'},"
                + "'parameters':[{'path':'size','eval':{'type':'regex','pattern':'^[sml]$'}}]}}");
        assertEquals(List.of(), problems("GetToolCallUnitTestResponseModel", get("/" + id)));
        JsonObject changed = server.send(
                        "PUT",
                        TESTS + "/" + id,
                        "{'name':'Whole order','type':'simulation','success_condition':'Ordered.',"
                                + "'simulation_scenario':'You want coffee.','simulation_max_turns':3}")
                .fine();
        assertEquals("simulation", changed.getString("type"));
        assertEquals("claude-sonnet-4-6", changed.getString("evaluation_model"));
        assertEquals(List.of(), problems("GetSimulationTestResponseModel", changed));
        assertEquals(changed, get("/" + id));
        assertFalse(changed.containsKey("check_any_tool_matches"));
        assertEquals(
                List.of("agent_test.change", "agent_test.create"),
                server.database.column(
                        "select action from audit_entry where subject_id = '" + id + "' order by action"));
    }

    @Test
    void what_the_contract_does_not_allow_is_refused_at_the_place_that_is_wrong() {
        assertEquals(
                List.of("[\"body\",\"name\"] missing"),
                post("/create", "{'type':'llm'}").refusals());
        assertEquals(
                List.of("[\"body\",\"type\"] literal_error"),
                post("/create", "{'name':'a','type':'quiz'}").refusals());
        assertEquals(
                422,
                post("/create", "{'name':'a','type':'simulation','simulation_max_turns':51}")
                        .status());
        assertEquals(
                List.of("[\"body\",\"tool_call_parameters\",\"parameters\",0,\"eval\",\"pattern\"]"
                        + " string_pattern_mismatch"),
                post(
                                "/create",
                                "{'name':'a','type':'tool','tool_call_parameters':{'parameters':"
                                        + "[{'path':'x','eval':{'type':'regex','pattern':'('}}]}}")
                        .refusals());
        assertEquals(
                List.of("[\"body\",\"parent_folder_id\"] value_error"),
                post("/create", "{'name':'a','parent_folder_id':'tfld_none'}").refusals());
        assertEquals(
                "404 test_not_found",
                server.send("GET", TESTS + "/test_none", "").problem());
        assertEquals(
                "404 test_not_found",
                server.send("DELETE", TESTS + "/test%20none", "").problem());
        assertEquals(
                "404 test_not_found",
                server.send("PUT", TESTS + "/test_none", "{'name':'a'}").problem());
    }

    @Test
    void viewers_look_and_change_nothing() {
        String viewer = server.key(Role.VIEWER);
        assertEquals(200, server.send("GET", TESTS, viewer, "").status());
        assertEquals(
                403,
                server.send("POST", TESTS + "/create", viewer, "{'name':'a'}").status());
    }

    @Test
    void a_deleted_test_is_gone() {
        String id = create(REPLY.formatted("Short-lived"));
        assertEquals(200, server.send("DELETE", TESTS + "/" + id, "").status());
        assertEquals(
                "404 test_not_found", server.send("GET", TESTS + "/" + id, "").problem());
    }

    @Test
    void tests_are_listed_page_by_page_the_newest_first() {
        for (String name : List.of("page one", "page two", "page three")) {
            create(REPLY.formatted(name));
        }
        JsonObject first = get("?search=page&page_size=2");
        assertEquals(List.of(), problems("GetTestsPageResponseModel", first));
        assertTrue(first.getBoolean("has_more"));
        assertEquals(List.of("page three", "page two"), names("search=PAGE&page_size=2"));
        assertEquals(List.of("page one"), names("search=page&page_size=2&cursor=" + first.getString("next_cursor")));
        assertEquals(List.of(), names("search=page&sharing_mode=shared_with_me"));
        assertEquals(3, names("search=page&created_by_user_id=@me").size());
        assertEquals(List.of(), names("search=page&created_by_user_id=somebody"));
        assertEquals(List.of(), names("search=page&types=tool&types=simulation"));
        for (String wrong : List.of("page_size=0", "types=quiz", "sort_mode=up", "sharing_mode=x", "cursor=x")) {
            assertEquals(422, server.send("GET", TESTS + "?" + wrong, "").status(), wrong);
        }
    }

    @Test
    void folders_hold_tests_and_folders() {
        String outer = folder("outer", "");
        String inner = folder("inner", outer);
        String test = create("{'name':'deep','parent_folder_id':'" + inner + "'}");
        JsonObject shown = get("/folders/" + inner);
        assertEquals(List.of(), problems("GetAgentTestFolderResponseModel", shown));
        assertEquals(1, shown.getInt("children_count"));
        assertEquals("outer", shown.getJsonArray("folder_path").getJsonObject(0).getString("name"));
        assertEquals(List.of("deep"), names("parent_folder_id=" + inner));
        assertEquals(List.of("inner"), names("parent_folder_id=" + outer + "&types=folder"));
        assertTrue(names("parent_folder_id=root&include_folders=true&page_size=100")
                .contains("outer"));
        JsonObject summary = post("/summaries", "{'test_ids':['" + test + "','" + outer + "','test_gone']}")
                .fine();
        assertEquals(List.of(), problems("GetTestsSummariesByIdsResponseModel", summary));
        JsonObject deep = summary.getJsonObject("tests").getJsonObject(test);
        assertEquals(inner, deep.getString("folder_parent_id"));
        assertEquals(2, deep.getJsonArray("folder_path").size());
        assertEquals(1, summary.getJsonObject("tests").size());
        JsonObject renamed = server.send("PATCH", TESTS + "/folders/" + outer, "{'name':'outermost'}")
                .fine();
        assertEquals("outermost", renamed.getString("name"));

        assertEquals(
                "409 folder_not_empty",
                server.send("DELETE", TESTS + "/folders/" + outer, "").problem());
        assertEquals(
                204,
                server.send("DELETE", TESTS + "/folders/" + outer + "?force=true", "")
                        .status());
        assertEquals(
                "404 test_not_found", server.send("GET", TESTS + "/" + test, "").problem());
        assertEquals(
                "404 folder_not_found",
                server.send("GET", TESTS + "/folders/" + inner, "").problem());
        assertEquals(
                "404 folder_not_found",
                server.send("GET", TESTS + "/folders/test_1", "").problem());
        assertEquals(422, post("/folders", "{}").status());
        assertEquals(
                422,
                server.send("PATCH", TESTS + "/folders/" + outer, "{'name':1}").status());
    }

    @Test
    void folders_come_first_on_every_page_where_that_is_wanted() {
        folder("mixed folder", "");
        create(REPLY.formatted("mixed one"));
        create(REPLY.formatted("mixed two"));
        String wanted = "search=mixed&include_folders=true&sort_mode=folders_first&page_size=1";
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonObject page = get("?" + wanted + cursor);
            seen.add(page.getJsonArray("tests").getJsonObject(0).getString("name"));
            cursor = page.getBoolean("has_more") ? "&cursor=" + page.getString("next_cursor") : "";
        } while (!cursor.isEmpty());
        assertEquals(List.of("mixed folder", "mixed two", "mixed one"), seen);
    }

    @Test
    void tests_and_folders_move_together_or_not_at_all() {
        String from = folder("from", "");
        String to = folder("to", from);
        String test = create("{'name':'moved','parent_folder_id':'" + from + "'}");
        assertEquals(
                List.of("[\"body\",\"entity_ids\",1] value_error"),
                post("/bulk-move", "{'entity_ids':['" + test + "','test_gone'],'move_to':'" + to + "'}")
                        .refusals());
        assertEquals(List.of("moved"), names("parent_folder_id=" + from));
        assertEquals(
                List.of("[\"body\",\"entity_ids\",0] value_error"),
                post("/bulk-move", "{'entity_ids':['" + from + "'],'move_to':'" + to + "'}")
                        .refusals());
        assertEquals(
                422,
                post("/bulk-move", "{'entity_ids':['" + test + "'],'move_to':'" + test + "'}")
                        .status());
        assertEquals(422, post("/bulk-move", "{'entity_ids':[]}").status());
        post("/bulk-move", "{'entity_ids':['" + test + "'],'move_to':'" + to + "'}")
                .fine();
        assertEquals(List.of("moved"), names("parent_folder_id=" + to));
        post("/bulk-move", "{'entity_ids':['" + test + "','" + to + "']}").fine();
        assertTrue(names("parent_folder_id=root&search=moved").contains("moved"));
        assertEquals(List.of(), names("parent_folder_id=" + from + "&include_folders=true"));
    }
}
