package antiphon.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.TestServer.Answer;
import antiphon.api.contract.Contract;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Web sites are walked over within bounds. */
class CrawlTest extends KnowledgeDoors {
    private static final String DOOR = "/v1/convai/knowledge-base/crawl";

    @BeforeEach
    void fill_the_site() {
        pages.put("/", page("Home", "/a", "/b", "/private/x", "http://example.com/other", "mailto:x@y"));
        pages.put("/a", page("A", "/c", "/"));
        pages.put("/b", page("B", "/missing"));
        pages.put("/c", page("C", "/d"));
        pages.put("/d", page("D"));
        pages.put("/private/x", page("Secret"));
        pages.put("/robots.txt", "User-agent: *\nDisallow: /private/\n");
    }

    private static String page(String name, String... links) {
        StringBuilder page =
                new StringBuilder("<html><head><title>" + name + "</title></head><body><p>Page " + name + ".</p>");
        List.of(links).forEach(link -> page.append("<a href='").append(link).append("'>go</a>"));
        return page.append("</body></html>").toString();
    }

    private JsonObject begin(String more) {
        Answer answer = server.send("POST", DOOR, "{\"url\":\"" + address("/") + "\"" + more + "}");
        assertEquals(200, answer.status(), answer.body());
        assertEquals(List.of(), Contract.stated().problems("CreateCrawlJobResponseModel", answer.json()));
        return answer.json();
    }

    private JsonObject job(String id) {
        JsonObject job = server.send("GET", DOOR + "/" + id, "").json();
        assertEquals(List.of(), Contract.stated().problems("GetCrawlJobResponseModel", job));
        return job;
    }

    private Optional<String> claim() {
        return server.database.inTransaction(server.crawling::claim);
    }

    private boolean visit(String id) {
        return server.database.inTransaction(() -> server.crawling.visitNext(id));
    }

    private List<String> kept(JsonObject begun) {
        return server
                .send(
                        "GET",
                        "/v1/convai/knowledge-base?sort_by=name&sort_direction=asc&parent_folder_id="
                                + begun.getString("root_folder_id"),
                        "")
                .json()
                .getJsonArray("documents")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(document -> document.getString("name"))
                .toList();
    }

    private void crawl(String id) {
        assertEquals(Optional.of(id), claim());
        while (visit(id)) {}
    }

    @Test
    void pages_of_the_site_are_kept_as_deep_as_asked_and_as_robots_allow() {
        JsonObject begun = begin(",\"max_depth\":2,\"enable_auto_sync\":true,\"minimum_frequency_days\":3");
        String id = begun.getString("id");
        assertEquals("queued", begun.getString("status"));
        crawl(id);
        JsonObject job = job(id);
        assertEquals("succeeded", job.getString("status"));
        assertEquals(List.of("A", "B", "C", "Home"), kept(begun));
        assertEquals(4, job.getInt("pages_scraped"));
        assertEquals(1, job.getInt("pages_skipped"));
        assertEquals(1, job.getInt("pages_failed"));
        assertEquals(6, job.getInt("pages_identified"));
        assertEquals(
                List.of(3, 3, 3, 3),
                server.database.column("select sync_days from knowledge_document where type = 'url'"));
    }

    @Test
    void a_crawl_keeps_no_more_pages_than_asked_and_only_those_that_fit() {
        JsonObject few = begin(",\"max_pages\":2");
        crawl(few.getString("id"));
        assertEquals(2, job(few.getString("id")).getInt("pages_scraped"));
        JsonObject fitting = begin(",\"pattern\":\"/c\"");
        crawl(fitting.getString("id"));
        assertEquals(List.of("C"), kept(fitting));
    }

    @Test
    void a_sitemap_says_which_pages_there_are() {
        pages.put(
                "/sitemap.xml",
                "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>"
                        + address("/d") + "</loc></url><url><loc>" + address("/private/x") + "</loc></url></urlset>");
        JsonObject begun = begin(",\"sitemap_urls\":[\"" + address("/sitemap.xml") + "\"]");
        assertEquals("sitemap", begun.getString("type"));
        crawl(begun.getString("id"));
        assertEquals(List.of("D"), kept(begun));
    }

    @Test
    void an_index_of_sitemaps_leads_to_those_and_is_no_page() {
        pages.put(
                "/sitemaps.xml",
                "<?xml version='1.0'?><sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>"
                        + address("/sitemap.xml") + "</loc></sitemap></sitemapindex>");
        pages.put(
                "/sitemap.xml",
                "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>"
                        + address("/d") + "</loc></url></urlset>");
        JsonObject begun = begin(",\"sitemap_urls\":[\"" + address("/sitemaps.xml") + "\"]");
        crawl(begun.getString("id"));
        assertEquals(List.of("D"), kept(begun));
    }

    @Test
    void what_a_dead_server_had_begun_another_takes_up() {
        JsonObject begun = begin("");
        String id = begun.getString("id");
        assertEquals(Optional.of(id), claim());
        visit(id);
        assertEquals(Optional.empty(), claim());
        server.now = server.now.plusSeconds(121);
        crawl(id);
        assertEquals(List.of("A", "B", "C", "D", "Home"), kept(begun));
    }

    @Test
    void a_page_that_two_crawlers_visit_is_kept_once() {
        JsonObject begun = begin(",\"max_depth\":1");
        assertEquals(Optional.of(begun.getString("id")), claim());
        server.database.inTransaction(() -> server.crawling.visitTwice(begun.getString("id")));
        assertEquals(List.of("Home"), kept(begun));
        assertEquals(1, job(begun.getString("id")).getInt("pages_scraped"));
    }

    @Test
    void a_crawl_whose_folder_was_deleted_comes_to_its_end() {
        JsonObject begun = begin("");
        server.send("DELETE", "/v1/convai/knowledge-base/" + begun.getString("root_folder_id") + "?force=true", "");
        crawl(begun.getString("id"));
        assertEquals("failed", job(begun.getString("id")).getString("status"));
    }

    @Test
    void a_cancelled_crawl_ends_and_stays_cancelled() {
        String id = begin("").getString("id");
        claim();
        visit(id);
        assertEquals(200, server.send("POST", DOOR + "/" + id + "/cancel", "").status());
        assertEquals("cancelled", job(id).getString("status"));
        assertEquals(false, visit(id));
        assertEquals(200, server.send("POST", DOOR + "/" + id + "/cancel", "").status());
        assertEquals(404, server.send("POST", DOOR + "/crawl_none/cancel", "").status());
    }

    @Test
    void crawls_are_listed_the_latest_first() {
        String one = begin("").getString("id");
        server.now = server.now.plusSeconds(1);
        String two = begin("").getString("id");
        JsonObject first = server.send("GET", DOOR + "?page_size=1", "").json();
        assertEquals(List.of(), Contract.stated().problems("ListCrawlJobsResponseModel", first));
        assertEquals(two, first.getJsonArray("crawl_jobs").getJsonObject(0).getString("id"));
        JsonObject second = server.send("GET", DOOR + "?page_size=1&cursor=" + first.getString("next_cursor"), "")
                .json();
        assertEquals(one, second.getJsonArray("crawl_jobs").getJsonObject(0).getString("id"));
        JsonObject chosen =
                server.send("GET", DOOR + "?include_job_ids=" + one, "").json();
        assertEquals(1, chosen.getJsonArray("crawl_jobs").size());
    }

    @Test
    void a_site_where_requests_may_not_go_brings_nothing() {
        String id = server.send("POST", DOOR, "{\"url\":\"http://10.0.0.1/\"}")
                .json()
                .getString("id");
        crawl(id);
        assertEquals("failed", job(id).getString("status"));
        assertEquals(422, server.send("POST", DOOR, "{\"url\":\"nonsense\"}").status());
        assertEquals(
                422,
                server.send("POST", DOOR, "{\"url\":\"http://a.example\",\"max_depth\":9}")
                        .status());
        assertTrue(server.send("POST", DOOR, "{\"url\":\"http://a.example\",\"auto_discover\":true}")
                        .status()
                == 501);
    }
}
