package antiphon.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.TestServer.Answer;
import antiphon.agents.knowledge.indexing.IndexingFurniture;
import antiphon.agents.knowledge.reading.Samples;
import antiphon.api.contract.Contract;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents are indexed, and agents find in them what bears on a question. */
class KnowledgeIndexTest {
    private static final String DOOR = "/v1/convai/knowledge-base";
    private static final String MODEL = "e5_mistral_7b_instruct";

    @TempDir
    static Path directory;

    private static TestServer server;
    private String pdf = "";

    @BeforeAll
    static void open() {
        server = new TestServer(directory);
    }

    @AfterAll
    static void close() throws IOException {
        server.close();
    }

    @BeforeEach
    void start() {
        server.forgetKnowledge();
        Answer answer = server.send(
                "POST",
                DOOR + "/file",
                Optional.of(server.adminSecret),
                Upload.TYPE,
                new Upload()
                        .file("grinders.pdf", "application/pdf", Samples.pdf(200, ""))
                        .end());
        pdf = answer.json().getString("id");
    }

    private JsonObject request(String id) {
        Answer answer = server.send("POST", DOOR + "/" + id + "/rag-index", "{\"model\":\"" + MODEL + "\"}");
        assertEquals(200, answer.status(), answer.body());
        assertEquals(List.of(), Contract.stated().problems("RAGDocumentIndexResponseModel", answer.json()));
        return answer.json();
    }

    private JsonObject index(String id) {
        JsonObject all = server.send("GET", DOOR + "/" + id + "/rag-index", "").json();
        assertEquals(List.of(), Contract.stated().problems("RAGDocumentIndexesResponseModel", all));
        return all.getJsonArray("indexes").getJsonObject(0);
    }

    private boolean step(IndexingFurniture.Worker worker) {
        return server.database.inTransaction(worker::step);
    }

    private void indexAll() {
        var worker = server.knowledge.indexing.new Worker();
        while (step(worker)) {}
    }

    /** The embedder of this test knows words only, so that what fits is still far. */
    private String agent(double distance) {
        Answer answer = server.send(
                "POST",
                "/v1/convai/agents/create",
                "{\"conversation_config\":{\"agent\":{\"prompt\":{\"knowledge_base\":[{\"type\":\"file\",\"name\":\"n\",\"id\":\""
                        + pdf + "\"}],\"rag\":{\"enabled\":true,\"max_vector_distance\":" + distance + "}}}}}");
        assertEquals(200, answer.status(), answer.body());
        return answer.json().getString("agent_id");
    }

    private List<JsonObject> ask(String agent, String body) {
        Answer answer = server.send("POST", "/v1/convai/agents/" + agent + "/knowledge-base/rag-query", body);
        assertEquals(200, answer.status(), answer.body());
        assertEquals(List.of(), Contract.stated().problems("AgentKnowledgeBaseRagQueryResponseModel", answer.json()));
        return answer.json().getJsonArray("chunks").getValuesAs(JsonObject.class);
    }

    @Test
    void a_document_is_indexed_with_progress_and_then_found() {
        assertEquals("new", request(pdf).getString("status"));
        assertTrue(server.knowledge.indexing.waits());
        var worker = server.knowledge.indexing.new Worker();
        assertTrue(step(worker));
        JsonObject underWay = index(pdf);
        assertEquals("processing", underWay.getString("status"));
        double progress = underWay.getJsonNumber("progress_percentage").doubleValue();
        assertTrue(progress > 0 && progress < 100, underWay.toString());
        while (step(worker)) {}
        assertEquals("succeeded", index(pdf).getString("status"));
        assertFalse(server.knowledge.indexing.waits());
        JsonObject overview = server.send("GET", DOOR + "/rag-index", "").json();
        assertEquals(List.of(), Contract.stated().problems("RAGIndexOverviewResponseModel", overview));
        assertTrue(overview.getInt("total_used_bytes") > 10_000);

        String agent = agent(0.99);
        List<JsonObject> found = ask(agent, "{\"query\":\"What does the grinder GX137 cost?\"}");
        assertTrue(
                found.subList(0, 3).stream()
                        .anyMatch(chunk -> chunk.getString("text").contains("GX137 costs 237 dollars")),
                found.toString());
        assertEquals(
                2,
                ask(agent, "{\"query\":\"What does the grinder GX137 cost?\",\"max_retrieved_rag_chunks_count\":2}")
                        .size());
        assertEquals(
                0,
                ask(agent, "{\"query\":\"GX137\",\"max_documents_length\":10}").size());
        assertEquals(0, ask(agent(0.0001), "{\"query\":\"GX137\"}").size());
        assertEquals(
                200,
                server.send("GET", "/v1/convai/agent/" + agent + "/knowledge-base/size", "")
                        .json()
                        .getInt("number_of_pages"));
        Answer nonsense =
                server.send("POST", "/v1/convai/agents/" + agent + "/knowledge-base/rag-query", "{\"query\":\"\"}");
        assertEquals(422, nonsense.status());
    }

    @Test
    void a_branch_is_asked_for_what_it_knows_itself() {
        request(pdf);
        indexAll();
        String agent = agent(0.99);
        String version =
                server.send("GET", "/v1/convai/agents/" + agent, "").json().getString("version_id");
        Answer branched = server.send(
                "POST",
                "/v1/convai/agents/" + agent + "/branches",
                "{\"parent_version_id\":\"" + version + "\",\"name\":\"Ignorant\",\"description\":\"\","
                        + "\"conversation_config\":{\"agent\":{\"prompt\":{\"knowledge_base\":[]}}}}");
        assertEquals(200, branched.status(), branched.body());
        String door = "/v1/convai/agents/" + agent + "/knowledge-base/rag-query?branch_id=";
        Answer asked =
                server.send("POST", door + branched.json().getString("created_branch_id"), "{\"query\":\"GX137\"}");
        assertEquals(200, asked.status(), asked.body());
        assertEquals(0, asked.json().getJsonArray("chunks").size());
        assertFalse(ask(agent, "{\"query\":\"GX137\"}").isEmpty());
        assertEquals(
                404,
                server.send("POST", door + "agtbrch_none", "{\"query\":\"GX137\"}")
                        .status());
    }

    @Test
    void what_a_dead_server_had_claimed_is_gone_on_with_by_another() {
        request(pdf);
        var first = server.knowledge.indexing.new Worker();
        assertTrue(step(first));
        server.database.inTransaction(first::claimsAndDies);
        List<Object> before = server.database.column("select count(*) from knowledge_vector");
        var second = server.knowledge.indexing.new Worker();
        assertFalse(step(second), "the lease of the first still holds");
        server.now = server.now.plusSeconds(121);
        assertTrue(server.knowledge.indexing.waits());
        while (step(second)) {}
        assertEquals("succeeded", index(pdf).getString("status"));
        assertEquals(List.of(16L), before, "the second went on where the first had stopped");
        assertEquals(
                server.database.column("select count(*) from knowledge_passage"),
                server.database.column("select count(*) from knowledge_vector"));
    }

    @Test
    void an_embedder_that_fails_is_tried_again_and_in_the_end_no_more() {
        request(pdf);
        server.knowledge.indexing.failsNext(1);
        indexAll();
        assertEquals("processing", index(pdf).getString("status"));
        server.now = server.now.plusSeconds(121);
        indexAll();
        assertEquals("succeeded", index(pdf).getString("status"));
        server.send("DELETE", DOOR + "/" + pdf + "/rag-index/" + index(pdf).getString("id"), "");
        assertEquals(List.of(0L), server.database.column("select count(*) from knowledge_vector"));
        request(pdf);
        server.knowledge.indexing.failsNext(3);
        for (int i = 0; i < 3; i++) {
            indexAll();
            server.now = server.now.plusSeconds(121);
        }
        assertEquals("failed", index(pdf).getString("status"));
        assertEquals("new", request(pdf).getString("status"));
    }

    @Test
    void changed_words_are_found_and_old_ones_are_not() {
        String agent = agent(0.99);
        request(pdf);
        indexAll();
        assertFalse(ask(agent, "{\"query\":\"GX137\"}").isEmpty());
        Answer updated = server.send(
                "PATCH",
                DOOR + "/" + pdf + "/update-file",
                Optional.of(server.adminSecret),
                Upload.TYPE,
                new Upload()
                        .file(
                                "kettles.txt",
                                "text/plain",
                                ("The kettle K9 boils within a minute. ")
                                        .repeat(40)
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .end());
        assertEquals(200, updated.status(), updated.body());
        assertEquals(List.of(), ask(agent, "{\"query\":\"GX137\"}"), "not until it is indexed anew");
        indexAll();
        List<JsonObject> found = ask(agent, "{\"query\":\"How fast does the kettle boil?\"}");
        assertTrue(found.getFirst().getString("text").contains("kettle K9"), found.toString());
    }

    @Test
    void two_who_ask_for_an_index_at_once_both_get_it() throws Exception {
        try (Connection other = server.database.connection();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            other.createStatement()
                    .execute("insert into knowledge_index (id, document_id, model, embedder, status, version, passages,"
                            + " embedded, used_bytes, failures, created_at, updated_at) values ('rag_first', '" + pdf
                            + "', '" + MODEL + "', '', 'new', 1, 0, 0, 0, 0, now(), now())");
            Future<JsonObject> asked = threads.submit(() -> request(pdf));
            while (server.database
                            .column("select 1 from pg_stat_activity where wait_event_type = 'Lock'")
                            .isEmpty()
                    && !asked.isDone()) {
                Thread.onSpinWait();
            }
            other.commit();
            assertEquals("rag_first", asked.get().getString("id"));
        }
    }

    @Test
    void what_cannot_be_indexed_says_why() {
        String folder =
                server.send("POST", DOOR + "/folder", "{\"name\":\"F\"}").json().getString("id");
        String small = server.send("POST", DOOR + "/text", "{\"text\":\"Little.\"}")
                .json()
                .getString("id");
        assertEquals("cannot_index_folder", request(folder).getString("status"));
        assertEquals("document_too_small", request(small).getString("status"));
        JsonObject many = server.send(
                        "POST",
                        DOOR + "/rag-index",
                        "{\"items\":[{\"document_id\":\"" + pdf + "\",\"create_if_missing\":false,\"model\":\"" + MODEL
                                + "\"},{\"document_id\":\"kb_none\",\"create_if_missing\":true,\"model\":\"" + MODEL
                                + "\"}]}")
                .json();
        assertEquals(404, many.getJsonObject(pdf).getInt("error_code"));
        assertEquals(404, many.getJsonObject("kb_none").getInt("error_code"));
        assertEquals(
                422,
                server.send("POST", DOOR + "/" + pdf + "/rag-index", "{\"model\":\"x\"}")
                        .status());
        assertEquals(
                404,
                server.send("DELETE", DOOR + "/" + pdf + "/rag-index/rag_none", "")
                        .status());
    }
}
