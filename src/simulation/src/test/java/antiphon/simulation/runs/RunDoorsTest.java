package antiphon.simulation.runs;

import static antiphon.simulation.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import antiphon.identity.Role;
import antiphon.language.LanguageFailure;
import antiphon.language.ToolUse;
import antiphon.simulation.Scripted;
import antiphon.simulation.TestServer;
import antiphon.simulation.TestServer.Answer;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunDoorsTest {
    private static final String RUN = "/v1/convai/agents/agent_1/run-tests";
    private static final String INVOCATIONS = "/v1/convai/test-invocations";
    private static final String HOURS = "'chat_history':[{'role':'user','message':'Hours?','time_in_call_secs':0}]";
    private static final String SHOP = "{'conversation_config':{'agent':{'first_message':'Welcome, {{name}}!',"
            + "'dynamic_variables':{'dynamic_variable_placeholders':{'name':'friend'}},"
            + "'prompt':{'prompt':'You sell coffee.','tools':[{'type':'client','name':'order','description':'Orders.',"
            + "'expects_response':true,'parameters':{'type':'object','properties':{}}}],"
            + "'built_in_tools':{'end_call':{'type':'system','name':'end_call','params':"
            + "{'system_tool_type':'end_call'}}}}}},'workflow':{'nodes':{},'edges':{}}}";
    private static final String YES = "{\"result\":\"success\",\"rationale\":\"So it is.\"}";
    private static final String NO = "{\"result\":\"failure\",\"rationale\":\"It is not so.\"}";

    private TestServer server;

    @BeforeAll
    void open() {
        server = new TestServer();
    }

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    @BeforeEach
    void everybody_does_well() {
        server.thinks = true;
        server.documents.put("agent_1", json(SHOP));
        server.agent.answers(prompt -> "We open at nine.");
        server.thinker.answers(prompt -> YES);
    }

    private String create(String test) {
        server.now = server.now.plusSeconds(1);
        return server.send("POST", "/v1/convai/agent-testing/create", test)
                .fine()
                .getString("id");
    }

    private JsonObject begin(String testId, String more) {
        server.now = server.now.plusSeconds(1);
        JsonObject begun = server.send("POST", RUN, "{'tests':[{'test_id':'" + testId + "'}]" + more + "}")
                .fine();
        assertEquals(List.of(), Contract.stated().problems("GetTestSuiteInvocationResponseModel", begun));
        return begun;
    }

    private JsonObject show(String id) {
        JsonObject shown = server.send("GET", INVOCATIONS + "/" + id, "").fine();
        assertEquals(List.of(), Contract.stated().problems("GetTestSuiteInvocationResponseModel", shown));
        return shown;
    }

    private static JsonObject first(JsonObject invocation) {
        return invocation.getJsonArray("test_runs").getJsonObject(0);
    }

    private JsonObject outcome(String test) {
        String id = begin(create(test), "").getString("id");
        server.runs.work();
        return first(show(id));
    }

    private static String why(JsonObject run) {
        return run.getString("status") + ": "
                + run.getJsonObject("condition_result")
                        .getJsonObject("rationale")
                        .getString("summary");
    }

    @Test
    void a_reply_is_judged() {
        String test = "{'name':'Hours','success_condition':'Tells the hours.'," + HOURS + "}";
        JsonObject begun = begin(create(test), "");
        assertEquals("pending", first(begun).getString("status"));
        server.runs.work();
        JsonObject run = first(show(begun.getString("id")));
        assertEquals("passed: So it is.", why(run));
        JsonObject response = run.getJsonArray("agent_responses").getJsonObject(0);
        assertEquals("We open at nine.", response.getString("message"));
        assertEquals("agent", response.getString("producing_llm"));
        assertTrue(Scripted.heard(server.thinker.prompts().getLast()).contains("user: Hours?"));
        assertEquals("llm", run.getJsonObject("metadata").getString("test_type"));
        server.thinker.answers(prompt -> NO);
        assertEquals("failed: It is not so.", why(outcome(test)));
    }

    @Test
    void without_a_history_the_first_message_is_the_reply() {
        JsonObject run =
                outcome("{'name':'Greeting','success_condition':'Greets.','dynamic_variables':{'name':'Ada'}}");
        assertEquals(
                "Welcome, Ada!",
                run.getJsonArray("agent_responses").getJsonObject(0).getString("message"));
    }

    @Test
    void where_no_language_model_is_rules_judge() {
        server.thinks = false;
        assertEquals(
                "passed: It says “nine”.",
                why(outcome("{'name':'a','success_condition':'Says \\u0022nine\\u0022.'," + HOURS + "}")));
        JsonObject run = outcome("{'name':'a','success_condition':'Is friendly.'," + HOURS + "}");
        assertEquals("failed", run.getString("status"));
        assertEquals("unknown", run.getJsonObject("condition_result").getString("result"));
    }

    @Test
    void an_agent_that_cannot_answer_fails_and_so_does_one_that_lacks_what_it_has_to_know() {
        server.agent.answers(prompt -> new LanguageFailure("agent", "away", false));
        assertEquals(
                "failed",
                outcome("{'name':'a','success_condition':'b'," + HOURS + "}").getString("status"));
        server.documents.put(
                "agent_1", json("{'conversation_config':{'agent':{'prompt':{'prompt':'Serve {{customer}}.'}}}}"));
        assertEquals(
                "failed: Missing required dynamic variables: customer.",
                why(outcome("{'name':'a','success_condition':'b'," + HOURS + "}")));
    }

    private void agentOrders(String arguments) {
        server.agent.answers(
                prompt -> Scripted.usedTool(prompt) ? "It is done." : new ToolUse("use_1", "order", arguments));
    }

    private static String ordering(String more) {
        return "{'name':'Orders','type':'tool'," + HOURS
                + ",'tool_call_parameters':{'referenced_tool':{'id':'order','type':'client'}," + more + "}}";
    }

    @Test
    void the_use_of_a_tool_is_judged_and_the_tool_left_alone() {
        agentOrders("{\"size\":\"250 g\"}");
        JsonObject run =
                outcome(ordering("'parameters':[{'path':'size','eval':{'type':'regex','pattern':'^[0-9]+ g$'}}]"));
        assertEquals("passed: The tool order was used. The arguments are as expected.", why(run));
        assertEquals(
                "Tool Called.",
                run.getJsonArray("agent_responses")
                        .getJsonObject(0)
                        .getJsonArray("tool_results")
                        .getJsonObject(0)
                        .getString("result_value"));
        assertEquals(
                "failed",
                outcome(ordering("'parameters':[{'path':'size','eval':{'type':'exact','expected_value':'1 kg'}}]"))
                        .getString("status"));
        assertEquals(
                "passed",
                outcome(ordering("'parameters':[{'path':'size','eval':{'type':'llm','description':'a weight'}}]"))
                        .getString("status"));
        assertEquals("failed", outcome(ordering("'verify_absence':true")).getString("status"));
        server.agent.answers(prompt -> "What size?");
        assertEquals("failed: The tool order was not used; no tool was.", why(outcome(ordering("'parameters':[]"))));
        assertEquals("passed", outcome(ordering("'verify_absence':true")).getString("status"));
    }

    @Test
    void a_stored_tool_is_known_by_its_id() {
        String id = server.database
                .inTransaction(() -> server.tools.create(
                        json("{'tool_config':{'type':'client','name':'weigh','description':'Weighs.'}}"),
                        new Actor("k", "k", Role.ADMIN)))
                .id();
        server.documents.put(
                "agent_1",
                json("{'conversation_config':{'agent':{'prompt':{'prompt':'Weigh.','tool_ids':['" + id + "']}}}}"));
        server.agent.answers(prompt -> new ToolUse("use_1", "weigh", "{}"));
        String test = "{'name':'Weighs','type':'tool'," + HOURS + ",'tool_call_parameters':{'referenced_tool':{'id':'"
                + id + "','type':'client'}}}";
        assertEquals("passed", outcome(test).getString("status"));
    }

    private static String simulation(String more) {
        return "{'name':'Buying','type':'simulation','success_conditions':['Sold.','Polite.'],"
                + "'simulation_scenario':'You want coffee.'" + more + "}";
    }

    @Test
    void a_conversation_is_simulated_with_mocked_tools_and_judged() {
        agentOrders("{\"size\":\"250 g\"}");
        server.thinker.answers(prompt -> prompt.instructions().startsWith("You judge")
                ? YES
                : prompt.dialogue().size() > 2 ? new ToolUse("bye", "end_call", "{}") : "One coffee, please.");
        JsonObject run = outcome(simulation(",'tool_mock_config':{'mocking_strategy':'all'},'tool_mock_overrides':"
                + "{'order':[{'mock_result':'Too small.','is_error':true,'parameter_conditions':"
                + "[{'path':'size','eval':{'type':'exact','expected_value':'1 g'}}]},{'mock_result':'Ordered.'}]}"));
        assertEquals("passed", run.getString("status"), run.toString());
        List<JsonObject> said = run.getJsonArray("agent_responses").getValuesAs(JsonObject.class);
        assertEquals(
                List.of("Welcome, friend!", "One coffee, please.", "It is done."),
                said.stream().map(entry -> entry.getString("message")).toList());
        assertEquals(
                "Ordered.",
                said.getLast().getJsonArray("tool_results").getJsonObject(0).getString("result_value"));
        JsonObject rationale = run.getJsonObject("condition_result").getJsonObject("rationale");
        assertEquals(
                2,
                rationale.getJsonArray("messages").getValuesAs(JsonString.class).size());
    }

    @Test
    void a_tool_without_a_fitting_mock_fails_and_one_that_is_not_mocked_is_used() {
        agentOrders("{}");
        server.thinks = false;
        String first = simulation(",'simulation_max_turns':1,'tool_mock_config':{'mocking_strategy':'selected',"
                + "'mocked_tool_ids':['order']}");
        assertTrue(outcome(first).toString().contains("No mock of the tool order fits"), "raise_error is the default");
        String unmocked = simulation(",'simulation_max_turns':1");
        assertTrue(outcome(unmocked).toString().contains("There is no client here that could use this tool."));
    }

    @Test
    void the_agent_may_hang_up() {
        server.agent.answers(prompt -> new ToolUse("bye", "end_call", "{}"));
        server.thinker.answers(prompt -> prompt.instructions().startsWith("You judge") ? YES : "Go on.");
        JsonObject run = outcome(simulation(",'simulation_max_turns':50"));
        assertEquals("passed", run.getString("status"), run.toString());
        assertTrue(run.getJsonArray("agent_responses").size() <= 3);
    }

    @Test
    void repeated_runs_are_grouped_by_what_they_came_to() {
        int[] asked = {0};
        server.thinker.answers(prompt -> asked[0]++ % 3 == 0 ? NO : YES);
        String id = begin(create("{'name':'Hours','success_condition':'a'," + HOURS + "}"), ",'repeat_count':3")
                .getString("id");
        assertEquals("pending", show(id).getString("bucketing_status"));
        server.runs.work();
        JsonObject shown = show(id);
        assertEquals("completed", shown.getString("bucketing_status"));
        List<String> titles = shown
                .getJsonArray("result_groups")
                .getJsonObject(0)
                .getJsonArray("buckets")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(bucket -> bucket.getString("title"))
                .sorted()
                .toList();
        assertEquals(List.of("1 failed", "2 passed"), titles);
    }

    @Test
    void what_a_server_that_ended_had_begun_is_done_by_another() {
        String id = begin(create("{'name':'Hours','success_condition':'a'," + HOURS + "}"), "")
                .getString("id");
        server.runs.takeOnly();
        server.runs.kill();
        server.runs.work();
        assertEquals("pending", first(show(id)).getString("status"), "it may still be at work");
        server.now = server.now.plus(RunQueue.CLAIMED).plusSeconds(1);
        server.runs.work();
        assertEquals("passed", first(show(id)).getString("status"));
    }

    @Test
    void a_run_that_ends_servers_is_given_up() {
        String id = begin(create("{'name':'Hours','success_condition':'a'," + HOURS + "}"), "")
                .getString("id");
        for (int ended = 0; ended < 3; ended++) {
            server.runs.takeOnly();
            server.runs.kill();
            server.now = server.now.plus(RunQueue.CLAIMED).plusSeconds(1);
        }
        server.runs.work();
        assertEquals("failed: The server ended 3 times while this test was carried out.", why(first(show(id))));
    }

    @Test
    void what_is_cancelled_comes_to_nothing_and_can_be_resubmitted() {
        String id = begin(create("{'name':'Hours','success_condition':'a'," + HOURS + "}"), "")
                .getString("id");
        server.runs.takeOnly();
        server.send("POST", INVOCATIONS + "/" + id + "/cancel", "").fine();
        server.runs.work();
        JsonObject cancelled = show(id);
        assertEquals("cancelled", first(cancelled).getString("status"));
        assertTrue(cancelled.getBoolean("cancelled"));
        String runId = first(cancelled).getString("test_run_id");
        server.send(
                        "POST",
                        INVOCATIONS + "/" + id + "/resubmit",
                        "{'agent_id':'agent_1','test_run_ids':['" + runId + "']}")
                .fine();
        server.runs.work();
        assertEquals("passed", first(show(id)).getString("status"));
        assertFalse(show(id).getBoolean("cancelled"));
        assertEquals(
                List.of("[\"body\",\"test_run_ids\",0] value_error"),
                server.send(
                                "POST",
                                INVOCATIONS + "/" + id + "/resubmit",
                                "{'agent_id':'agent_1','test_run_ids':['trun_none']}")
                        .refusals());
        assertEquals(
                422,
                server.send("POST", INVOCATIONS + "/" + id + "/resubmit", "{}").status());
        assertEquals(
                "404 test_invocation_not_found",
                server.send("POST", INVOCATIONS + "/tinv_none/cancel", "").problem());
    }

    @Test
    void settings_that_are_sent_along_are_tested_in_place_of_those_that_are_kept() {
        JsonObject begun = begin(
                create("{'name':'Greeting','success_condition':'a'}"),
                ",'agent_config_override':{'platform_settings':{},'conversation_config':"
                        + "{'agent':{'first_message':'Ahoy!'}}}");
        assertTrue(begun.getBoolean("ran_against_draft"));
        server.runs.work();
        JsonObject run = first(show(begun.getString("id")));
        assertEquals(
                "Ahoy!", run.getJsonArray("agent_responses").getJsonObject(0).getString("message"));
    }

    @Test
    void invocations_are_listed_by_what_they_were_about() {
        String one = create("{'name':'Listed one','success_condition':'a'," + HOURS + "}");
        String other = create("{'name':'Listed other','success_condition':'a'," + HOURS + "}");
        String first = begin(one, "").getString("id");
        String second = begin(other, "").getString("id");
        long at = server.now.getEpochSecond();
        JsonObject page = listed("search=listed&page_size=1");
        assertEquals(List.of(), Contract.stated().problems("GetTestInvocationsPageResponseModel", page));
        assertEquals(List.of(second), ids(page));
        assertEquals(1, page.getJsonArray("results").getJsonObject(0).getInt("pending_count"));
        assertEquals(List.of(first), ids(listed("search=listed&page_size=1&cursor=" + page.getString("next_cursor"))));
        assertEquals(List.of(first), ids(listed("test_id=" + one)));
        assertEquals(List.of(second), ids(listed("search=LISTED&start_time=" + at)));
        assertEquals(List.of(first), ids(listed("search=listed&end_time=" + (at - 1))));
        assertEquals(
                2,
                ids(listed("search=listed&agent_id=agent_1&branch_id=agtbrch_1&version_id=agtvrsn_1"))
                        .size());
        assertEquals(List.of(), ids(listed("agent_id=agent_2")));
        for (String wrong : List.of("page_size=101", "start_time=soon", "cursor=x")) {
            assertEquals(422, server.send("GET", INVOCATIONS + "?" + wrong, "").status(), wrong);
        }
        server.runs.work();
    }

    private JsonObject listed(String query) {
        return server.send("GET", INVOCATIONS + "?" + query, "").fine();
    }

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("results").getValuesAs(JsonObject.class).stream()
                .map(each -> each.getString("id"))
                .toList();
    }

    @Test
    void what_cannot_be_run_is_refused() {
        String test = create("{'name':'Refused'}");
        Answer gone = server.send("POST", RUN, "{'tests':[{'test_id':'" + test + "'},{'test_id':'test_none'}]}");
        assertEquals(List.of("[\"body\",\"tests\",1,\"test_id\"] value_error"), gone.refusals());
        assertEquals(422, server.send("POST", RUN, "{'tests':[]}").status());
        assertEquals(
                422,
                server.send("POST", RUN, "{'tests':[{'test_id':'" + test + "'}],'repeat_count':51}")
                        .status());
        assertEquals(
                "404 branch_not_found",
                server.send("POST", RUN, "{'tests':[{'test_id':'" + test + "'}],'branch_id':'agtbrch_2'}")
                        .problem());
        assertEquals(
                "404 agent_not_found",
                server.send("POST", "/v1/convai/agents/agent_2/run-tests", "{'tests':[{'test_id':'" + test + "'}]}")
                        .problem());
        assertEquals(
                "404 test_invocation_not_found",
                server.send("GET", INVOCATIONS + "/tinv_none", "").problem());
    }
}
