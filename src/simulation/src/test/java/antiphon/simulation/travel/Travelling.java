package antiphon.simulation.travel;

import static antiphon.simulation.TestServer.json;

import antiphon.simulation.Scripted;
import antiphon.simulation.TestServer;
import antiphon.testing.AgentRows;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Past conversations of an agent who sells coffee, and another version of him. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Travelling {
    static final String TRAVELS = "/v1/antiphon/time-travels";

    static final String SHOP = "{'conversation_config':{'agent':{'first_message':'Welcome, {{name}}!',"
            + "'dynamic_variables':{'dynamic_variable_placeholders':{'name':'friend'}},"
            + "'prompt':{'prompt':'You sell coffee.','tools':[{'type':'client','name':'order','description':'Orders.',"
            + "'expects_response':true,'parameters':{'type':'object','properties':{}}}],"
            + "'built_in_tools':{'end_call':{'type':'system','name':'end_call','params':"
            + "{'system_tool_type':'end_call'}}}}}},'workflow':{'nodes':{},'edges':{}},"
            + "'platform_settings':{'evaluation':{'criteria':[{'id':'hours','name':'Hours','type':'prompt',"
            + "'conversation_goal_prompt':'The agent tells when the shop opens.'}]}}}";

    static final String YES = "{\"result\":\"success\",\"rationale\":\"It says nine.\"}";
    static final String NO = "{\"result\":\"failure\",\"rationale\":\"It says no hour.\"}";

    TestServer server;
    PastCalls past;

    @BeforeAll
    void open() {
        server = new TestServer();
        AgentRows.agent(server.database, "agent_1", "A", "{}");
    }

    @BeforeEach
    void nothing_has_been_yet() {
        past = new PastCalls(server.database);
        past.execute("truncate conversation, time_travel cascade");
        server.liveCalls = 0;
        server.drafted.clear();
        server.agent.prompts().clear();
        server.documents.put("agent_1", json(SHOP));
        server.agent.answers(prompt -> Scripted.heard(prompt).contains("Hours") ? "At nine." : "Gladly.");
        server.thinker.answers(prompt -> Scripted.heard(prompt).contains("nine") ? YES : NO);
    }

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    /** Two turns of the caller, and before them the agent's welcome. */
    final void conversation(String id) {
        past.ended(
                id,
                "agent: Welcome, Ada!",
                "user: Hours please.",
                "agent: I cannot tell.",
                "user: Thanks then.",
                "agent: Gladly.");
    }

    final JsonObject begin(String more) {
        server.now = server.now.plusSeconds(1);
        return server.send("POST", TRAVELS, "{'agent_id':'agent_1'" + more + "}")
                .fine();
    }

    final JsonObject whole(JsonObject begun) {
        return server.send("GET", path(begun), "").fine();
    }

    final List<JsonObject> turns(JsonObject begun, String query) {
        return server.send("GET", path(begun) + "/turns" + query, "")
                .fine()
                .getJsonArray("turns")
                .getValuesAs(JsonObject.class);
    }

    final List<JsonObject> conversations(JsonObject begun, String query) {
        return server.send("GET", path(begun) + "/conversations" + query, "")
                .fine()
                .getJsonArray("conversations")
                .getValuesAs(JsonObject.class);
    }

    static String path(JsonObject begun) {
        return TRAVELS + "/" + begun.getString("time_travel_id");
    }
}
