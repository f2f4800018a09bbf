package antiphon.agents;

import static antiphon.agents.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import antiphon.agents.TestServer.Answer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is done to agents through the doors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AgentDoors {
    static final String AGENTS = "/v1/convai/agents";

    TestServer server;

    @BeforeAll
    void open(@TempDir Path directory) {
        server = new TestServer(directory);
    }

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    @AfterEach
    void put_everything_back() {
        server.now = TestServer.START;
        server.catalogues.clear();
    }

    String create(String body) {
        Answer answer = server.send("POST", AGENTS + "/create", json(body).toString());
        assertEquals(200, answer.status(), answer.body());
        return answer.json().getString("agent_id");
    }

    JsonObject get(String id) {
        Answer answer = server.send("GET", AGENTS + "/" + id, "");
        assertEquals(200, answer.status(), answer.body());
        return answer.json();
    }

    Answer change(String id, String patch) {
        return server.send("PATCH", AGENTS + "/" + id, patch.replace('\'', '"'));
    }

    static String locs(Answer answer) {
        assertEquals(422, answer.status(), answer.body());
        List<String> locs = new ArrayList<>();
        for (JsonObject problem : answer.json().getJsonArray("detail").getValuesAs(JsonObject.class)) {
            assertFalse(problem.getString("msg").isBlank());
            locs.add(problem.getJsonArray("loc") + " " + problem.getString("type"));
        }
        return String.join("; ", locs);
    }

    static String status(Answer answer) {
        return answer.status() + " " + answer.json().getJsonObject("detail").getString("status");
    }
}
