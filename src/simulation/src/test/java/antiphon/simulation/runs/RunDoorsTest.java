package antiphon.simulation.runs;

import static antiphon.simulation.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.identity.Actor;
import antiphon.identity.Role;
import antiphon.language.LanguageFailure;
import antiphon.language.ToolUse;
import antiphon.simulation.Scripted;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunDoorsTest extends RunDoors {
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
}
