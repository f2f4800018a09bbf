package antiphon.simulation.runs;

import static antiphon.simulation.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.api.contract.Contract;
import antiphon.language.ToolUse;
import antiphon.simulation.Scripted;
import antiphon.simulation.TestServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Runs of tests through the doors, of an agent who sells coffee. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RunDoors {
    static final String RUN = "/v1/convai/agents/agent_1/run-tests";
    static final String INVOCATIONS = "/v1/convai/test-invocations";

    static final String HOURS = "'chat_history':[{'role':'user','message':'Hours?','time_in_call_secs':0}]";

    static final String SHOP = "{'conversation_config':{'agent':{'first_message':'Welcome, {{name}}!',"
            + "'dynamic_variables':{'dynamic_variable_placeholders':{'name':'friend'}},"
            + "'prompt':{'prompt':'You sell coffee.','tools':[{'type':'client','name':'order','description':'Orders.',"
            + "'expects_response':true,'parameters':{'type':'object','properties':{}}}],"
            + "'built_in_tools':{'end_call':{'type':'system','name':'end_call','params':"
            + "{'system_tool_type':'end_call'}}}}}},'workflow':{'nodes':{},'edges':{}}}";

    static final String YES = "{\"result\":\"success\",\"rationale\":\"So it is.\"}";

    static final String NO = "{\"result\":\"failure\",\"rationale\":\"It is not so.\"}";

    TestServer server;

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

    String create(String test) {
        server.now = server.now.plusSeconds(1);
        return server.send("POST", "/v1/convai/agent-testing/create", test)
                .fine()
                .getString("id");
    }

    JsonObject begin(String testId, String more) {
        server.now = server.now.plusSeconds(1);
        JsonObject begun = server.send("POST", RUN, "{'tests':[{'test_id':'" + testId + "'}]" + more + "}")
                .fine();
        assertEquals(List.of(), Contract.stated().problems("GetTestSuiteInvocationResponseModel", begun));
        return begun;
    }

    JsonObject show(String id) {
        JsonObject shown = server.send("GET", INVOCATIONS + "/" + id, "").fine();
        assertEquals(List.of(), Contract.stated().problems("GetTestSuiteInvocationResponseModel", shown));
        return shown;
    }

    static JsonObject first(JsonObject invocation) {
        return invocation.getJsonArray("test_runs").getJsonObject(0);
    }

    JsonObject outcome(String test) {
        String id = begin(create(test), "").getString("id");
        server.runs.work();
        return first(show(id));
    }

    static String why(JsonObject run) {
        return run.getString("status") + ": "
                + run.getJsonObject("condition_result")
                        .getJsonObject("rationale")
                        .getString("summary");
    }

    void agentOrders(String arguments) {
        server.agent.answers(
                prompt -> Scripted.usedTool(prompt) ? "It is done." : new ToolUse("use_1", "order", arguments));
    }

    static String ordering(String more) {
        return "{'name':'Orders','type':'tool'," + HOURS
                + ",'tool_call_parameters':{'referenced_tool':{'id':'order','type':'client'}," + more + "}}";
    }

    static String simulation(String more) {
        return "{'name':'Buying','type':'simulation','success_conditions':['Sold.','Polite.'],"
                + "'simulation_scenario':'You want coffee.'" + more + "}";
    }
}
