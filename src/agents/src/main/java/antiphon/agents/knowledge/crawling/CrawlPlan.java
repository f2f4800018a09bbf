package antiphon.agents.knowledge.crawling;

import antiphon.agents.knowledge.reading.Unreadable;
import antiphon.agents.knowledge.reading.WebPages;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be walked over.
 *
 * @param maxDepth how many links a page may be away from the first
 * @param pattern which addresses are taken, {@code *} standing for anything
 * @param sitemaps whose addresses are walked over instead of links
 */
record CrawlPlan(
        URI seed,
        int maxDepth,
        int maxPages,
        Optional<String> pattern,
        List<URI> sitemaps,
        Optional<String> parentFolderId,
        Optional<Boolean> autoDiscover,
        Optional<Integer> syncDays,
        boolean syncRemoves) {
    private static final int USUAL_SYNC_DAYS = 7;

    /** @throws Refusal.Invalid naming every place that is wrong */
    static CrawlPlan read(JsonObject body) {
        List<Problem> problems =
                Contract.stated().problems("Body_Create_crawl_job_v1_convai_knowledge_base_crawl_post", body);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        if (body.get("auto_discover") == JsonValue.TRUE) {
            throw new Refusal.NotImplemented(
                    "Pages that appear later are not looked for; leave auto_discover out and start another crawl.");
        }
        URI seed = address(body.getString("url"), List.of("body", "url"));
        List<URI> sitemaps = new ArrayList<>();
        if (body.get("sitemap_urls") instanceof JsonArray urls) {
            for (int i = 0; i < urls.size(); i++) {
                sitemaps.add(address(urls.getString(i), List.of("body", "sitemap_urls", i)));
            }
        }
        boolean syncs = body.getBoolean("enable_auto_sync", false);
        return new CrawlPlan(
                seed,
                body.getInt("max_depth", 3),
                body.getInt("max_pages", 1000),
                text(body, "pattern"),
                List.copyOf(sitemaps),
                text(body, "parent_folder_id"),
                body.get("auto_discover") == JsonValue.FALSE ? Optional.of(false) : Optional.empty(),
                syncs
                        ? Optional.of(
                                body.get("minimum_frequency_days") instanceof JsonNumber days
                                        ? days.intValue()
                                        : USUAL_SYNC_DAYS)
                        : Optional.empty(),
                body.getBoolean("auto_remove", false));
    }

    private static URI address(String text, List<Object> path) {
        try {
            return WebPages.address(text);
        } catch (Unreadable reason) {
            throw new Refusal.Invalid(new Problem(path, reason.message(), "value_error"));
        }
    }

    private static Optional<String> text(JsonObject body, String field) {
        return body.get(field) instanceof JsonString text && !text.getString().isEmpty()
                ? Optional.of(text.getString())
                : Optional.empty();
    }
}
