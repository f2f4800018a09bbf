package antiphon.simulation;

import static antiphon.simulation.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.contract.Contract;
import antiphon.language.Message;
import antiphon.language.ToolUse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulationDoorsTest {
    private static final String SIMULATE = "/v1/convai/agents/agent_1/simulate-conversation";
    private static final String USER = "'simulated_user_config':{'first_message':'Hello, {{shop}}.',"
            + "'prompt':{'prompt':'You want coffee.','llm':'gpt-4o'}},'dynamic_variables':{'shop':'Harbor'}";

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
    void a_shop_and_a_customer() {
        server.thinks = true;
        server.documents.put(
                "agent_1",
                json("{'conversation_config':{'agent':{'first_message':'Welcome.','prompt':{'prompt':'Sell.','tools':"
                        + "[{'type':'client','name':'order','description':'Orders.','expects_response':true}]}}},"
                        + "'platform_settings':{'evaluation':{'criteria':[{'id':'polite','name':'Polite',"
                        + "'conversation_goal_prompt':'The agent is polite.'}]}}}"));
        server.agent.answers(prompt -> "Which coffee?");
        server.thinker.answers(prompt -> {
            if (prompt.instructions().startsWith("You judge")) {
                return "{\"result\":\"success\",\"rationale\":\"Yes.\",\"score\":7}";
            }
            if (prompt.instructions().startsWith("You sum up")) {
                return "Coffee was sold.";
            }
            return prompt.dialogue().size() > 4 ? new ToolUse("bye", "end_call", "{}") : "An espresso.";
        });
    }

    private static List<String> said(JsonObject answer) {
        return answer.getJsonArray("simulated_conversation").getValuesAs(JsonObject.class).stream()
                .map(entry -> entry.getString("role") + ": " + entry.getString("message"))
                .toList();
    }

    private JsonObject simulated(String body) {
        JsonObject answer = server.send("POST", SIMULATE, body).fine();
        assertEquals(List.of(), Contract.stated().problems("AgentSimulatedChatTestResponseModel", answer));
        return answer;
    }

    @Test
    void both_talk_until_the_user_hangs_up_and_the_conversation_is_analysed() {
        JsonObject answer = simulated("{'simulation_specification':{" + USER + "},'extra_evaluation_criteria':"
                + "[{'id':'sold','name':'Sold','conversation_goal_prompt':'Coffee is sold.',"
                + "'scoring_mode':'numeric_uniform','max_score':10}]}");
        assertEquals(
                List.of(
                        "agent: Welcome.",
                        "user: Hello, Harbor.",
                        "agent: Which coffee?",
                        "user: An espresso.",
                        "agent: Which coffee?"),
                said(answer));
        JsonObject analysis = answer.getJsonObject("analysis");
        assertEquals("success", analysis.getString("call_successful"));
        assertEquals("Coffee was sold.", analysis.getString("transcript_summary"));
        JsonObject results = analysis.getJsonObject("evaluation_criteria_results");
        assertEquals(7, results.getJsonObject("sold").getInt("score"));
        assertTrue(results.getJsonObject("polite").isNull("score"));
    }

    @Test
    void a_conversation_goes_on_from_its_history_for_as_long_as_is_wanted() {
        JsonObject answer = simulated("{'new_turns_limit':2,'simulation_specification':{" + USER
                + ",'partial_conversation_history':["
                + "{'role':'agent','message':'Welcome back.','time_in_call_secs':0},"
                + "{'role':'user','message':'Coffee!','time_in_call_secs':2}]}}");
        assertEquals(List.of("agent: Welcome back.", "user: Coffee!", "agent: Which coffee?"), said(answer));
    }

    @Test
    void an_agent_s_guardrails_hold_here_as_well() {
        server.documents.put(
                "agent_1",
                json("{'conversation_config':{'agent':{'first_message':'Welcome.','prompt':{'prompt':'Sell.'}}},"
                        + "'platform_settings':{'guardrails':{'content':{'execution_mode':'blocking','trigger_action':"
                        + "{'type':'retry'},'config':{'violence':{'is_enabled':true}}}}}}"));
        server.agent.answers(prompt -> {
            if (prompt.instructions().startsWith("You judge what an agent")) {
                boolean knife = prompt.dialogue().toString().contains("A knife?");
                return new ToolUse("ruling", "rule", "{\"violence\":" + (knife ? 1 : 0) + "}");
            }
            return prompt.dialogue().getLast() instanceof Message.Noted ? "Which coffee?" : "A knife?";
        });
        JsonObject answer = simulated("{'simulation_specification':{" + USER + "}}");
        List<JsonObject> entries = answer.getJsonArray("simulated_conversation").getValuesAs(JsonObject.class);
        assertTrue(entries.get(2).isNull("message"), answer.toString());
        assertEquals(
                "violence",
                entries.get(2)
                        .getJsonArray("triggered_guardrails")
                        .getJsonObject(0)
                        .getString("guardrail_type"));
        assertEquals("Which coffee?", entries.get(3).getString("message"));
        assertFalse(answer.toString().contains("A knife?"));
    }

    @Test
    void mocked_tools_answer_what_they_are_told_to() {
        server.agent.answers(prompt -> Scripted.usedTool(prompt) ? "Ordered." : new ToolUse("use_1", "order", "{}"));
        JsonObject answer = simulated("{'new_turns_limit':3,'simulation_specification':{" + USER
                + ",'tool_mock_config':{'order':{'default_return_value':'Order 17.'}}}}");
        assertTrue(answer.toString().contains("\"result_value\":\"Order 17.\""), answer.toString());
    }

    @Test
    void without_a_language_model_the_user_reads_their_part_and_rules_judge() {
        server.thinks = false;
        server.agent.answers(prompt -> Scripted.heard(prompt).contains("espresso") ? "Sixteen dollars." : "Yes?");
        JsonObject answer = simulated("{'simulation_specification':{'simulated_user_config':{'prompt':{'prompt':"
                + "'You say “What does the espresso cost?” and then “Thanks.”'}}},'extra_evaluation_criteria':"
                + "[{'id':'price','name':'Price','conversation_goal_prompt':'The agent says “sixteen”.'}]}");
        assertEquals(
                List.of(
                        "agent: Welcome.",
                        "user: What does the espresso cost?",
                        "agent: Sixteen dollars.",
                        "user: Thanks.",
                        "agent: Yes?"),
                said(answer));
        JsonObject results = answer.getJsonObject("analysis").getJsonObject("evaluation_criteria_results");
        assertEquals("success", results.getJsonObject("price").getString("result"));
        assertEquals("unknown", results.getJsonObject("polite").getString("result"));
    }

    private static JsonObject told(String event) {
        try (JsonReader reader = Json.createReader(new StringReader(event))) {
            return reader.readObject();
        }
    }

    @Test
    void a_stream_tells_the_entries_as_they_come_and_the_analysis_last() {
        String events = server.send("POST", SIMULATE + "/stream", "{'simulation_specification':{" + USER + "}}")
                .body();
        List<JsonObject> told = events.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> told(line.substring("data: ".length())))
                .toList();
        assertTrue(told.size() > 2, events);
        assertEquals(
                "Welcome.",
                told.getFirst()
                        .getJsonArray("simulated_conversation")
                        .getJsonObject(0)
                        .getString("message"));
        assertTrue(told.getLast().containsKey("analysis"));
        assertFalse(told.getLast().containsKey("simulated_conversation"));
    }

    @Test
    void what_cannot_be_simulated_is_refused() {
        assertEquals(
                List.of("[\"body\",\"simulation_specification\"] missing"),
                server.send("POST", SIMULATE, "{}").refusals());
        assertEquals(
                List.of("[\"body\",\"new_turns_limit\"] value_error"),
                server.send("POST", SIMULATE, "{'new_turns_limit':0,'simulation_specification':{" + USER + "}}")
                        .refusals());
        assertEquals(422, server.send("POST", SIMULATE + "/stream", "{}").status());
        assertEquals(
                "404 agent_not_found",
                server.send("POST", "/v1/convai/agents/agent_2/simulate-conversation", "{}")
                        .problem());
        server.documents.put(
                "agent_1", json("{'conversation_config':{'agent':{'prompt':{'prompt':'Serve {{customer}}.'}}}}"));
        assertEquals(
                List.of("[\"body\",\"simulation_specification\",\"dynamic_variables\"] value_error"),
                server.send("POST", SIMULATE, "{'simulation_specification':{" + USER + "}}")
                        .refusals());
    }

    @Test
    void a_stream_that_nobody_ever_reads_keeps_its_place_for_a_minute_and_no_longer() {
        String body = "{'simulation_specification':{" + USER + "}}";
        Simulation forgotten = server.simulations.prepare("agent_1", json(body));
        for (int more = 1; more < 8; more++) {
            server.simulations.prepare("agent_1", json(body));
        }
        assertEquals(
                "429 too_many_simulations", server.send("POST", SIMULATE, body).problem());
        server.now = server.now.plusSeconds(61);
        for (int each = 0; each < 9; each++) {
            simulated(body);
        }
        assertThrows(IllegalStateException.class, () -> forgotten.run(entries -> {}));
        forgotten.close();
    }
}
