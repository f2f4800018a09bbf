package antiphon.agents;

import static antiphon.agents.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.TestServer.Answer;
import antiphon.agents.knowledge.reading.Samples;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnowledgeDoorsTest extends KnowledgeDoors {
    @Test
    void a_text_is_kept_shown_changed_and_deleted() {
        String id = text("Hours", "We open at nine <sharp>.");
        JsonObject shown = get(KNOWLEDGE + "/" + id);
        fits("GetKnowledgeBaseTextResponseModel", shown);
        assertEquals("Hours", shown.getString("name"));
        assertEquals("<p>We open at nine &lt;sharp&gt;.</p>\n", shown.getString("extracted_inner_html"));
        JsonObject changed = server.send("PATCH", KNOWLEDGE + "/" + id, "{\"name\":\"Times\",\"content\":\"At ten.\"}")
                .json();
        assertEquals("Times", changed.getString("name"));
        assertEquals(
                "<p>At ten.</p>\n",
                server.send("GET", KNOWLEDGE + "/" + id + "/content", "").body());
        assertEquals(200, server.send("DELETE", KNOWLEDGE + "/" + id, "").status());
        assertEquals(404, server.send("GET", KNOWLEDGE + "/" + id, "").status());
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
                KNOWLEDGE + "/file",
                new Upload().field("name", "Grinders").file("grinders.pdf", "application/pdf", pdf)));
        JsonObject shown = get(KNOWLEDGE + "/" + id);
        fits("GetKnowledgeBaseFileResponseModel", shown);
        assertEquals("grinders.pdf", shown.getString("filename"));
        assertTrue(shown.getString("extracted_inner_html").contains("GX200"));
        String link = get(KNOWLEDGE + "/" + id + "/source-file-url").getString("signed_url");
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
        JsonObject chunks = get(KNOWLEDGE + "/" + id + "/chunks?embedding_model=e5_mistral_7b_instruct&page_size=2");
        fits("KnowledgeBaseDocumentChunksResponseModel", chunks);
        JsonObject chunk = chunks.getJsonArray("chunks").getJsonObject(1);
        assertEquals(
                chunk.getString("content"),
                get(KNOWLEDGE + "/" + id + "/chunk/" + chunk.getString("id")).getString("content"));
        JsonObject next =
                get(KNOWLEDGE + "/" + id + "/chunks?embedding_model=e5_mistral_7b_instruct&page_size=2&cursor="
                        + chunks.getString("next_cursor"));
        assertFalse(next.getJsonArray("chunks").contains(chunk));
        JsonObject updated = upload(
                        "PATCH",
                        KNOWLEDGE + "/" + id + "/update-file",
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
            Answer answer = upload("POST", KNOWLEDGE + "/file", bad);
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
                upload("POST", KNOWLEDGE + "/file", new Upload().file("a.txt", "text/plain", large))
                        .status());
        Answer broken = server.send(
                "POST",
                KNOWLEDGE + "/file",
                Optional.of(server.adminSecret),
                Upload.TYPE,
                "--nothing".getBytes(StandardCharsets.UTF_8));
        assertTrue(broken.status() >= 400 && broken.status() < 500, broken.status() + broken.body());
    }

    @Test
    void a_page_is_fetched_and_fetched_again() {
        pages.put("/hours", "<html><body><p>We open at nine.</p></body></html>");
        String id = made(server.send(
                "POST", KNOWLEDGE + "/url", "{\"url\":\"" + address("/hours") + "\",\"enable_auto_sync\":true}"));
        JsonObject shown = get(KNOWLEDGE + "/" + id);
        fits("GetKnowledgeBaseURLResponseModel", shown);
        assertEquals(7, shown.getJsonObject("auto_sync_info").getInt("minimum_frequency_days"));
        pages.put("/hours", "<html><body><p>We open at ten.</p></body></html>");
        JsonObject fresh =
                server.send("POST", KNOWLEDGE + "/" + id + "/refresh", "{}").json();
        assertTrue(fresh.getString("extracted_inner_html").contains("at ten"), fresh.toString());
        pages.remove("/hours");
        Answer gone = server.send("POST", KNOWLEDGE + "/" + id + "/refresh", "{}");
        assertEquals(409, gone.status());
        assertTrue(gone.body().contains("404"), gone.body());
        assertEquals(
                422,
                upload("POST", KNOWLEDGE, new Upload().field("url", address("/hours")))
                        .status());
        pages.put("/hours", "We open at noon.");
        made(upload(
                "POST", KNOWLEDGE, new Upload().field("url", address("/hours")).field("name", "Old door")));
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
            Answer answer = server.send("POST", KNOWLEDGE + "/url", "{\"url\":\"" + url + "\"}");
            assertEquals(422, answer.status(), url + answer.body());
            assertTrue(answer.body().contains("\"url\""), answer.body());
        }
    }

    @Test
    void contents_are_searched_and_hits_are_marked() {
        String id = text("Hours", "We open at nine. The espresso costs three dollars.");
        text("Other", "Nothing of the kind.");
        JsonObject found = get(KNOWLEDGE + "/search?query=espresso");
        fits("KnowledgeBaseContentSearchResponseModel", found);
        assertEquals(1, found.getJsonArray("results").size());
        JsonObject hit = found.getJsonArray("results").getJsonObject(0);
        assertEquals(id, hit.getJsonObject("document").getString("id"));
        assertTrue(
                hit.getJsonArray("search_snippet").contains(json("{'value':'espresso','is_hit':true}")),
                hit.toString());
        assertEquals(
                0,
                get(KNOWLEDGE + "/search?query=zebra&types=text")
                        .getJsonArray("results")
                        .size());
        assertEquals(422, server.send("GET", KNOWLEDGE + "/search", "").status());
        assertEquals(
                200,
                server.send("GET", KNOWLEDGE + "/search?query=%22%27%26%7C!(", "")
                        .status());
    }

    @Test
    void nonsense_is_refused_by_its_place() {
        assertEquals(422, server.send("POST", KNOWLEDGE + "/text", "{}").status());
        assertEquals(
                422,
                server.send("POST", KNOWLEDGE + "/text", "{\"text\":\" \"}").status());
        assertEquals(422, server.send("POST", KNOWLEDGE + "/url", "{\"url\":5}").status());
        assertEquals(
                422,
                server.send("POST", KNOWLEDGE + "/bulk-delete", "{\"document_ids\":[]}")
                        .status());
        assertEquals(404, server.send("GET", KNOWLEDGE + "/kb_none", "").status());
        assertEquals(
                404, server.send("POST", KNOWLEDGE + "/kb_none/refresh", "{}").status());
        String id = text("Hours", "We open at nine.");
        assertEquals(
                409,
                server.send("POST", KNOWLEDGE + "/" + id + "/refresh", "{}").status());
        assertEquals(
                404,
                server.send("GET", KNOWLEDGE + "/" + id + "/source-file-url", "")
                        .status());
        assertEquals(
                422, server.send("GET", KNOWLEDGE + "/" + id + "/chunks", "").status());
        assertEquals(
                404,
                server.send("GET", KNOWLEDGE + "/" + id + "/chunk/chunk_none", "")
                        .status());
        assertEquals(422, server.send("GET", KNOWLEDGE + "/summaries", "").status());
        assertEquals(
                403,
                server.send(
                                "POST",
                                KNOWLEDGE + "/text",
                                Optional.of(server.key(antiphon.identity.Role.VIEWER)),
                                "application/json",
                                "{\"text\":\"x\"}".getBytes(StandardCharsets.UTF_8))
                        .status());
    }
}
