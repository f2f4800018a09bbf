package antiphon.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.TestServer.Answer;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.StorableJson;
import antiphon.api.contract.Contract;
import antiphon.api.contract.Flaws;
import antiphon.api.contract.SampleDocuments;
import antiphon.identity.Actor;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of every agent that the contract's schemas allow, tried on those that chance makes. */
class AnyAgentTest {
    private static final String CREATION = "Body_Create_Agent_v1_convai_agents_create_post";
    private static final int MANY = 2000;
    /** Through the doors and the database, which takes longer. */
    private static final int SOME = 80;

    @TempDir
    Path directory;

    @Test
    void an_agent_is_kept_as_it_was_sent_and_shown_with_all_that_it_must_have() {
        var documents = new SampleDocuments(1);
        for (int i = 0; i < MANY; i++) {
            JsonObject sent = documents.next(CREATION);
            AgentDocument kept = AgentDocument.of(StorableJson.read(sent.toString()));
            assertEquals(sent, kept.json(), "document " + i);
            kept.config();
            JsonObject next = documents.next(CREATION);
            AgentDocument changed =
                    kept.merge(Json.createMergeDiff(sent, next).toJsonValue().asJsonObject());
            assertEquals(List.of(), Lossless.missing(next, changed.json()), "change " + i);
            assertShown(changed, i);
        }
    }

    private static void assertShown(AgentDocument document, int i) {
        JsonObject shown = AgentState.ofMain(new Agent(document, true, Actor.SERVER, TestServer.START))
                .asJson(Actor.SERVER, JsonValue.EMPTY_JSON_ARRAY);
        assertEquals(List.of(), Lossless.missing(document.json(), shown), "document " + i + ", shown");
        assertEquals(
                List.of(), Contract.stated().problems("GetAgentResponseModel", shown), "document " + i + ", shown");
    }

    @Test
    void an_agent_survives_the_doors() throws IOException {
        var documents = new SampleDocuments(2);
        try (var server = new TestServer(directory)) {
            for (int i = 0; i < SOME; i++) {
                JsonObject sent = documents.next(CREATION);
                Answer made = server.send("POST", "/v1/convai/agents/create", sent.toString());
                assertEquals(200, made.status(), made.body());
                String path = "/v1/convai/agents/" + made.json().getString("agent_id");
                JsonObject shown = server.send("GET", path, "").json();
                assertEquals(List.of(), Lossless.missing(sent, shown), "document " + i);
                JsonObject next = documents.next(CREATION);
                String patch = Json.createMergeDiff(sent, next).toJsonValue().toString();
                Answer changed = server.send("PATCH", path, patch);
                assertEquals(200, changed.status(), changed.body());
                assertEquals(changed.json(), server.send("GET", path, "").json(), "document " + i);
                assertEquals(List.of(), Lossless.missing(next, changed.json()), "document " + i + ", changed");
                assertEquals(List.of(), Contract.stated().problems("GetAgentResponseModel", changed.json()));
            }
        }
    }

    @Test
    void an_agent_with_a_flaw_is_refused_by_the_place_of_the_flaw() {
        var documents = new SampleDocuments(3);
        var flaws = new Flaws(4);
        for (int i = 0; i < MANY; i++) {
            JsonObject whole = documents.next(CREATION);
            Flaws.Flawed flawed = flaws.plant(whole, documents.spots());
            List<Problem> problems = refused(flawed.document());
            assertTrue(
                    problems.stream().anyMatch(problem -> flawed.isAt(problem.path())),
                    () -> flawed.path() + " " + flawed.what() + " is not among " + problems);
        }
    }

    private static List<Problem> refused(JsonObject document) {
        try {
            AgentDocument.of(document);
            return List.of();
        } catch (Refusal.Invalid refusal) {
            return refusal.problems();
        }
    }
}
