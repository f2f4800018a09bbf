package antiphon.agents;

import static antiphon.agents.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.TestServer.Answer;
import antiphon.agents.knowledge.reading.Samples;
import antiphon.api.contract.Contract;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The knowledge base as a client sees it. */
class KnowledgeDoorsTest {
    private static final String DOOR = "/v1/convai/knowledge-base";

    @TempDir
    static Path directory;

    private static TestServer server;
    private HttpServer site;
    private final Map<String, String> pages = new ConcurrentHashMap<>();

    @BeforeAll
    static void open() {
        server = new TestServer(directory);
    }

    @AfterAll
    static void close() throws IOException {
        server.close();
    }

    @BeforeEach
    void start() throws IOException {
        server.forgetKnowledge();
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            String page = pages.get(exchange.getRequestURI().getPath());
            byte[] bytes = (page == null ? "gone" : page).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", page != null && page.startsWith("<") ? "text/html" : "text/plain");
            exchange.sendResponseHeaders(page == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        site.start();
    }

    @AfterEach
    void stop() {
        site.stop(0);
    }

    private String address(String path) {
        return "http://localhost:" + site.getAddress().getPort() + path;
    }

    private Answer upload(String method, String path, Upload form) {
        return server.send(method, path, Optional.of(server.adminSecret), Upload.TYPE, form.end());
    }

    private String made(Answer answer) {
        assertEquals(200, answer.status(), answer.body());
        fits("AddKnowledgeBaseResponseModel", answer.json());
        return answer.json().getString("id");
    }

    private String text(String name, String words) {
        return made(server.send("POST", DOOR + "/text", "{\"name\":\"" + name + "\",\"text\":\"" + words + "\"}"));
    }

    private String folder(String name, String parent) {
        String into = parent.isEmpty() ? "" : ",\"parent_folder_id\":\"" + parent + "\"";
        return made(server.send("POST", DOOR + "/folder", "{\"name\":\"" + name + "\"" + into + "}"));
    }

    private JsonObject get(String path) {
        Answer answer = server.send("GET", path, "");
        assertEquals(200, answer.status(), answer.body());
        return answer.json();
    }

    private static void fits(String model, JsonObject answer) {
        assertEquals(List.of(), Contract.stated().problems(model, answer));
    }

    private String agentWith(String type, String id, String mode) {
        Answer answer = server.send(
                "POST",
                "/v1/convai/agents/create",
                "{\"conversation_config\":{\"agent\":{\"prompt\":{\"knowledge_base\":[{\"type\":\"" + type
                        + "\",\"name\":\"n\",\"id\":\"" + id + "\",\"usage_mode\":\"" + mode + "\"}]}}}}");
        assertEquals(200, answer.status(), answer.body());
        return answer.json().getString("agent_id");
    }

    @Test
    void a_text_is_kept_shown_changed_and_deleted() {
        String id = text("Hours", "We open at nine <sharp>.");
        JsonObject shown = get(DOOR + "/" + id);
        fits("GetKnowledgeBaseTextResponseModel", shown);
        assertEquals("Hours", shown.getString("name"));
        assertEquals("<p>We open at nine &lt;sharp&gt;.</p>\n", shown.getString("extracted_inner_html"));
        JsonObject changed = server.send("PATCH", DOOR + "/" + id, "{\"name\":\"Times\",\"content\":\"At ten.\"}")
                .json();
        assertEquals("Times", changed.getString("name"));
        assertEquals(
                "<p>At ten.</p>\n",
                server.send("GET", DOOR + "/" + id + "/content", "").body());
        assertEquals(200, server.send("DELETE", DOOR + "/" + id, "").status());
        assertEquals(404, server.send("GET", DOOR + "/" + id, "").status());
        assertEquals(
                List.of("knowledge.change", "knowledge.create", "knowledge.delete", "knowledge.rename"),
                server.database.column(
                        "select action from audit_entry where subject_id = '" + id + "' order by action"));
    }

    @Test
    void a_pdf_of_two_hundred_pages_comes_in_and_its_file_goes_out_again() throws Exception {
        byte[] pdf = Samples.pdf(200, "");
        String id = made(upload(
                "POST",
                DOOR + "/file",
                new Upload().field("name", "Grinders").file("grinders.pdf", "application/pdf", pdf)));
        JsonObject shown = get(DOOR + "/" + id);
        fits("GetKnowledgeBaseFileResponseModel", shown);
        assertEquals("grinders.pdf", shown.getString("filename"));
        assertTrue(shown.getString("extracted_inner_html").contains("GX200"));
        String link = get(DOOR + "/" + id + "/source-file-url").getString("signed_url");
        String path = link.substring(URI.create(link).resolve("/").toString().length() - 1);
        Answer file = server.send("GET", path, Optional.empty(), "", new byte[0]);
        assertEquals(200, file.status(), file.body());
        assertTrue(file.body().startsWith("%PDF"));
        assertEquals(
                403,
                server.send("GET", path.replaceAll(".$", "z"), Optional.empty(), "", new byte[0])
                        .status());
        server.now = server.now.plusSeconds(3600);
        assertEquals(
                403, server.send("GET", path, Optional.empty(), "", new byte[0]).status());
        JsonObject chunks = get(DOOR + "/" + id + "/chunks?embedding_model=e5_mistral_7b_instruct&page_size=2");
        fits("KnowledgeBaseDocumentChunksResponseModel", chunks);
        JsonObject chunk = chunks.getJsonArray("chunks").getJsonObject(1);
        assertEquals(
                chunk.getString("content"),
                get(DOOR + "/" + id + "/chunk/" + chunk.getString("id")).getString("content"));
        JsonObject next = get(DOOR + "/" + id + "/chunks?embedding_model=e5_mistral_7b_instruct&page_size=2&cursor="
                + chunks.getString("next_cursor"));
        assertFalse(next.getJsonArray("chunks").contains(chunk));
        JsonObject updated = upload(
                        "PATCH",
                        DOOR + "/" + id + "/update-file",
                        new Upload().file("r.docx", "application/octet-stream", Samples.docx()))
                .json();
        assertEquals("r.docx", updated.getString("filename"));
        assertTrue(updated.getString("extracted_inner_html").contains("Norway"));
    }

    @Test
    void files_that_cannot_be_read_are_refused_at_their_place() {
        for (Upload bad : List.of(
                new Upload().file("a.pdf", "application/pdf", Samples.pdf(1, "locked")),
                new Upload().file("a.pdf", "application/pdf", "%PDF-garbage".getBytes(StandardCharsets.UTF_8)),
                new Upload().file("a.txt", "text/plain", new byte[0]),
                new Upload().file("a.png", "image/png", new byte[] {1, 0, 2}),
                new Upload().field("name", "no file"))) {
            Answer answer = upload("POST", DOOR + "/file", bad);
            assertEquals(422, answer.status(), answer.body());
            assertEquals(
                    "file",
                    answer.json()
                            .getJsonArray("detail")
                            .getJsonObject(0)
                            .getJsonArray("loc")
                            .getString(1));
        }
        byte[] large = new byte[(20 << 20) + 1];
        assertEquals(
                413,
                upload("POST", DOOR + "/file", new Upload().file("a.txt", "text/plain", large))
                        .status());
        Answer broken = server.send(
                "POST",
                DOOR + "/file",
                Optional.of(server.adminSecret),
                Upload.TYPE,
                "--nothing".getBytes(StandardCharsets.UTF_8));
        assertTrue(broken.status() >= 400 && broken.status() < 500, broken.status() + broken.body());
    }

    @Test
    void a_page_is_fetched_and_fetched_again() {
        pages.put("/hours", "<html><body><p>We open at nine.</p></body></html>");
        String id = made(server.send(
                "POST", DOOR + "/url", "{\"url\":\"" + address("/hours") + "\",\"enable_auto_sync\":true}"));
        JsonObject shown = get(DOOR + "/" + id);
        fits("GetKnowledgeBaseURLResponseModel", shown);
        assertEquals(7, shown.getJsonObject("auto_sync_info").getInt("minimum_frequency_days"));
        pages.put("/hours", "<html><body><p>We open at ten.</p></body></html>");
        JsonObject fresh =
                server.send("POST", DOOR + "/" + id + "/refresh", "{}").json();
        assertTrue(fresh.getString("extracted_inner_html").contains("at ten"), fresh.toString());
        pages.remove("/hours");
        Answer gone = server.send("POST", DOOR + "/" + id + "/refresh", "{}");
        assertEquals(409, gone.status());
        assertTrue(gone.body().contains("404"), gone.body());
        assertEquals(
                422,
                upload("POST", DOOR, new Upload().field("url", address("/hours")))
                        .status());
        pages.put("/hours", "We open at noon.");
        made(upload("POST", DOOR, new Upload().field("url", address("/hours")).field("name", "Old door")));
    }

    @Test
    void addresses_where_requests_may_not_go_are_refused() {
        for (String url : List.of(
                "http://127.0.0.1:1/",
                "http://10.0.0.1/",
                "http://[::1]/",
                "ftp://example.com/",
                "nonsense",
                "http://no-such-host.invalid/")) {
            Answer answer = server.send("POST", DOOR + "/url", "{\"url\":\"" + url + "\"}");
            assertEquals(422, answer.status(), url + answer.body());
            assertTrue(answer.body().contains("\"url\""), answer.body());
        }
    }

    @Test
    void folders_hold_documents_and_are_moved_but_not_into_themselves() {
        String outer = folder("Outer", "");
        String inner = folder("Inner", outer);
        String id = text("Hours", "We open at nine.");
        assertEquals(
                200,
                server.send("POST", DOOR + "/" + id + "/move", "{\"move_to\":\"" + inner + "\"}")
                        .status());
        JsonObject shown = get(DOOR + "/" + id);
        assertEquals(
                List.of("Outer", "Inner"),
                shown.getJsonArray("folder_path").getValuesAs(JsonObject.class).stream()
                        .map(segment -> segment.getString("name"))
                        .toList());
        JsonObject folder = get(DOOR + "/" + outer);
        fits("GetKnowledgeBaseFolderResponseModel", folder);
        assertEquals(1, folder.getInt("children_count"));
        assertEquals(1, folder.getInt("document_count"));
        assertEquals(
                409,
                server.send("POST", DOOR + "/" + outer + "/move", "{\"move_to\":\"" + inner + "\"}")
                        .status());
        assertEquals(
                404,
                server.send("POST", DOOR + "/" + id + "/move", "{\"move_to\":\"kbf_none\"}")
                        .status());
        assertEquals(409, server.send("DELETE", DOOR + "/" + outer, "").status());
        assertEquals(
                200,
                server.send("DELETE", DOOR + "/" + outer + "?force=true", "").status());
        assertEquals(404, server.send("GET", DOOR + "/" + id, "").status());
        assertEquals(
                501,
                server.send("POST", DOOR + "/folder", "{\"name\":\"x\",\"enable_auto_sync\":true}")
                        .status());
    }

    @Test
    void lists_are_filtered_ordered_and_paged() {
        String folder = folder("Beans", "");
        List<String> names = List.of("Zebra", "apple", "Mango", "banana");
        names.forEach(name -> {
            server.now = server.now.plusSeconds(1);
            text(name, "word ".repeat(name.length()));
        });
        server.send(
                "POST",
                DOOR + "/bulk-move",
                "{\"document_ids\":[\"" + ids("?search=mango").getFirst() + "\"],\"move_to\":\"" + folder + "\"}");
        assertEquals(List.of("banana", "Mango", "apple", "Zebra", "Beans"), listed(""));
        assertEquals(
                List.of("Beans", "apple", "banana", "Mango", "Zebra"),
                listed("&folders_first=true&sort_by=name&sort_direction=asc"));
        assertEquals(List.of("Beans", "Zebra", "Mango", "banana", "apple"), listed("&folders_first=true&sort_by=name"));
        assertEquals(5, listed("&sort_by=size").size());
        assertEquals(5, listed("&sort_by=updated_at").size());
        assertEquals(List.of("Mango"), listed("&parent_folder_id=" + folder));
        assertEquals(List.of("Mango"), listed("&ancestor_folder_id=" + folder + "&types=text&types=url"));
        assertEquals(4, listed("&parent_folder_id=root").size());
        assertEquals(List.of(), listed("&types=file"));
        assertEquals(List.of(), listed("&created_by_user_id=nobody"));
        assertEquals(5, listed("&show_only_owned_documents=true").size());
        for (String bad : List.of("page_size=0", "types=book", "sort_by=colour", "cursor=zzz", "folders_first=maybe")) {
            assertEquals(422, server.send("GET", DOOR + "?" + bad, "").status(), bad);
        }
        assertEquals(
                404, server.send("GET", DOOR + "?parent_folder_id=kbf_none", "").status());
    }

    private List<String> ids(String query) {
        return get(DOOR + query).getJsonArray("documents").getValuesAs(JsonObject.class).stream()
                .map(document -> document.getString("id"))
                .toList();
    }

    /** All names, read two at a time. */
    private List<String> listed(String query) {
        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            JsonObject page = get(DOOR + "?page_size=2" + query + cursor);
            fits("GetKnowledgeBaseListResponseModel", page);
            page.getJsonArray("documents")
                    .getValuesAs(JsonObject.class)
                    .forEach(document -> names.add(document.getString("name")));
            cursor = page.getBoolean("has_more") ? "&cursor=" + page.getString("next_cursor") : "";
        } while (!cursor.isEmpty());
        return names;
    }

    @Test
    void contents_are_searched_and_hits_are_marked() {
        String id = text("Hours", "We open at nine. The espresso costs three dollars.");
        text("Other", "Nothing of the kind.");
        JsonObject found = get(DOOR + "/search?query=espresso");
        fits("KnowledgeBaseContentSearchResponseModel", found);
        assertEquals(1, found.getJsonArray("results").size());
        JsonObject hit = found.getJsonArray("results").getJsonObject(0);
        assertEquals(id, hit.getJsonObject("document").getString("id"));
        assertTrue(
                hit.getJsonArray("search_snippet").contains(json("{'value':'espresso','is_hit':true}")),
                hit.toString());
        assertEquals(
                0,
                get(DOOR + "/search?query=zebra&types=text")
                        .getJsonArray("results")
                        .size());
        assertEquals(422, server.send("GET", DOOR + "/search", "").status());
        assertEquals(
                200,
                server.send("GET", DOOR + "/search?query=%22%27%26%7C!(", "").status());
    }

    @Test
    void what_agents_use_is_kept_from_deletion_unless_forced() {
        String folder = folder("Beans", "");
        String id = text("Hours", "We open at nine.");
        server.send("POST", DOOR + "/" + id + "/move", "{\"move_to\":\"" + folder + "\"}");
        String direct = agentWith("text", id, "auto");
        String through = agentWith("folder", folder, "auto");
        JsonObject all = get(DOOR + "/" + id + "/dependent-agents");
        fits("GetKnowledgeBaseDependentAgentsResponseModel", all);
        assertEquals(2, all.getJsonArray("agents").size());
        assertEquals(List.of(direct), agents(get(DOOR + "/" + id + "/dependent-agents?dependent_type=direct")));
        assertEquals(List.of(through), agents(get(DOOR + "/" + id + "/dependent-agents?dependent_type=transitive")));
        JsonObject bulk = server.send(
                        "POST", DOOR + "/dependent-agents?page_size=1", "{\"document_ids\":[\"" + id + "\"]}")
                .json();
        assertTrue(bulk.getBoolean("has_more"));
        JsonObject summaries = get(DOOR + "/summaries?document_ids=" + id + "&document_ids=kb_none");
        assertEquals("success", summaries.getJsonObject(id).getString("status"));
        assertEquals(404, summaries.getJsonObject("kb_none").getInt("error_code"));
        assertEquals(
                1, get("/v1/convai/agent/" + direct + "/knowledge-base/size").getInt("number_of_pages"));
        assertEquals(409, server.send("DELETE", DOOR + "/" + id, "").status());
        JsonObject refused = server.send("POST", DOOR + "/bulk-delete", "{\"document_ids\":[\"" + id + "\"]}")
                .json();
        assertEquals(409, refused.getJsonObject(id).getInt("error_code"));
        JsonObject forced = server.send(
                        "POST", DOOR + "/bulk-delete", "{\"document_ids\":[\"" + id + "\"],\"force\":true}")
                .json();
        assertEquals("success", forced.getJsonObject(id).getString("status"));
    }

    private static List<String> agents(JsonObject page) {
        return page.getJsonArray("agents").getValuesAs(JsonObject.class).stream()
                .map(agent -> agent.getString("id"))
                .toList();
    }

    @Test
    void an_agent_cannot_use_what_is_not_there_or_more_than_its_prompt_holds() {
        Answer missing = server.send(
                "POST",
                "/v1/convai/agents/create",
                json("{'conversation_config':{'agent':{'prompt':{'knowledge_base':[{'type':'text','name':'n','id':'kb_none'}]}}}}")
                        .toString());
        assertEquals(422, missing.status(), missing.body());
        assertTrue(missing.body().contains("\"knowledge_base\",0,\"id\""), missing.body());
        String id = text("Long", "word ".repeat(70_000));
        Answer tooLong = server.send(
                "POST",
                "/v1/convai/agents/create",
                ("{\"conversation_config\":{\"agent\":{\"prompt\":{\"knowledge_base\":[{\"type\":\"text\",\"name\":\"n\",\"id\":\""
                        + id + "\"}]}}}}"));
        assertEquals(422, tooLong.status(), tooLong.body());
        assertTrue(tooLong.body().contains("300000 characters"), tooLong.body());
    }

    @Test
    void nonsense_is_refused_by_its_place() {
        assertEquals(422, server.send("POST", DOOR + "/text", "{}").status());
        assertEquals(
                422, server.send("POST", DOOR + "/text", "{\"text\":\" \"}").status());
        assertEquals(422, server.send("POST", DOOR + "/url", "{\"url\":5}").status());
        assertEquals(
                422,
                server.send("POST", DOOR + "/bulk-delete", "{\"document_ids\":[]}")
                        .status());
        assertEquals(404, server.send("GET", DOOR + "/kb_none", "").status());
        assertEquals(404, server.send("POST", DOOR + "/kb_none/refresh", "{}").status());
        String id = text("Hours", "We open at nine.");
        assertEquals(
                409, server.send("POST", DOOR + "/" + id + "/refresh", "{}").status());
        assertEquals(
                404,
                server.send("GET", DOOR + "/" + id + "/source-file-url", "").status());
        assertEquals(422, server.send("GET", DOOR + "/" + id + "/chunks", "").status());
        assertEquals(
                404,
                server.send("GET", DOOR + "/" + id + "/chunk/chunk_none", "").status());
        assertEquals(422, server.send("GET", DOOR + "/summaries", "").status());
        assertEquals(
                403,
                server.send(
                                "POST",
                                DOOR + "/text",
                                Optional.of(server.key(antiphon.identity.Role.VIEWER)),
                                "application/json",
                                "{\"text\":\"x\"}".getBytes(StandardCharsets.UTF_8))
                        .status());
    }
}
