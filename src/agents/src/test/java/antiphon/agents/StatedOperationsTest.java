package antiphon.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.agents.TestServer.Answer;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract states holds at every door without the door's doing. */
class StatedOperationsTest {
    @TempDir
    Path directory;

    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(directory);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private int status(String method, String path) {
        return server.send(method, path, "{}").status();
    }

    @Test
    void an_operation_without_a_door_says_that_it_is_missing() {
        Answer answer = server.send("POST", "/v1/convai/whatsapp/outbound-call", "{}");
        assertEquals(501, answer.status());
        assertEquals(
                "This server does not offer POST /v1/convai/whatsapp/outbound-call yet.",
                answer.json().getJsonObject("detail").getString("message"));
        assertEquals(501, status("DELETE", "/v1/convai/whatsapp-accounts/a1"));
    }

    @Test
    void a_path_that_the_contract_does_not_state_leads_nowhere() {
        assertEquals(404, status("GET", "/v1/convai/nothing"));
        assertEquals(405, status("PUT", "/v1/convai/agents/a1"));
    }

    @Test
    void a_query_of_the_wrong_kind_is_refused_although_the_door_does_not_read_it() {
        Answer answer = server.send("POST", "/v1/convai/agents/create?enable_versioning=perhaps", "{}");
        assertEquals(422, answer.status());
        assertEquals(
                List.of("query", "enable_versioning"),
                answer.json()
                        .getJsonArray("detail")
                        .getJsonObject(0)
                        .getJsonArray("loc")
                        .getValuesAs(JsonString::getString));
    }
}
