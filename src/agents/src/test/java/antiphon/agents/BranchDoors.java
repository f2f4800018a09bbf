package antiphon.agents;

import static antiphon.agents.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.agents.TestServer.Answer;
import antiphon.api.contract.Contract;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A fresh agent for each test, and what is done to it through the doors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BranchDoors {
    static final String AGENTS = "/v1/convai/agents/";

    TestServer server;
    String agent = "";
    String main = "";
    String first = "";

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

    static String text(String single) {
        return json(single).toString();
    }

    static JsonObject ok(Answer answer) {
        assertEquals(200, answer.status(), answer.body());
        return answer.json();
    }

    static String refused(Answer answer) {
        JsonValue detail = answer.json().get("detail");
        return answer.status() + " "
                + (detail instanceof JsonObject object ? object.getString("status") : locs(answer));
    }

    static String locs(Answer answer) {
        return answer.json().getJsonArray("detail").getValuesAs(JsonObject.class).stream()
                .map(problem -> problem.getJsonArray("loc").toString())
                .toList()
                .toString();
    }

    JsonObject state(String query) {
        return ok(server.send("GET", AGENTS + agent + query, ""));
    }

    Answer post(String path, String body) {
        return server.send("POST", AGENTS + agent + path, text(body));
    }

    String branch(String name, String more) {
        return ok(post(
                        "/branches",
                        "{'parent_version_id':'" + state("").getString("version_id") + "','name':'" + name
                                + "','description':'For a try'" + more + "}"))
                .getString("created_branch_id");
    }

    JsonObject change(String branch, String patch) {
        return ok(server.send("PATCH", AGENTS + agent + "?branch_id=" + branch, text(patch)));
    }

    JsonObject changeBranch(String branch, String patch) {
        return ok(server.send("PATCH", AGENTS + agent + "/branches/" + branch, text(patch)));
    }

    static String said(JsonObject state) {
        return state.getJsonObject("conversation_config").getJsonObject("agent").getString("first_message");
    }

    static String greeting(String words) {
        return "{'conversation_config':{'agent':{'first_message':'" + words + "'}}}";
    }

    static void fits(String schema, JsonObject answer) {
        assertEquals(List.of(), Contract.stated().problems(schema, answer));
    }
}
