package antiphon.agents.knowledge.crawling;

import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.identity.Actor;
import antiphon.identity.Role;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A walk over a web site: queued, then processing, then succeeded, failed or cancelled. */
@Entity
@Table(name = "knowledge_crawl_job")
public class CrawlJob {
    @Id
    private String id;

    @Column(name = "type")
    private String type;

    @Column(name = "seed_url")
    private String seedUrl;

    @Column(name = "pattern")
    private @Nullable String pattern;

    @Column(name = "max_depth")
    private int maxDepth;

    @Column(name = "max_pages")
    private int maxPages;

    @Column(name = "auto_discover")
    private @Nullable Boolean autoDiscover;

    @Column(name = "status")
    private String status;

    @Column(name = "pages_identified")
    private int pagesIdentified;

    @Column(name = "pages_scraped")
    private int pagesScraped;

    @Column(name = "pages_skipped")
    private int pagesSkipped;

    @Column(name = "pages_failed")
    private int pagesFailed;

    @Column(name = "root_folder_id")
    private String rootFolderId;

    @Column(name = "sync_days")
    private @Nullable Integer syncDays;

    @Column(name = "sync_removes")
    private boolean syncRemoves;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_by_name")
    private String createdByName;

    @Column(name = "claimed_by")
    private @Nullable String claimedBy;

    @Column(name = "lease_until")
    private @Nullable Instant leaseUntil;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected CrawlJob() {}

    CrawlJob(CrawlPlan plan, String rootFolderId, Actor by, Instant now) {
        this.id = PublicId.fresh("crawl_");
        this.type = plan.sitemaps().isEmpty() ? "discovery" : "sitemap";
        this.seedUrl = plan.seed().toString();
        this.pattern = plan.pattern().orElse(null);
        this.maxDepth = plan.maxDepth();
        this.maxPages = plan.maxPages();
        this.autoDiscover = plan.autoDiscover().orElse(null);
        this.status = "queued";
        this.rootFolderId = rootFolderId;
        this.syncDays = plan.syncDays().orElse(null);
        this.syncRemoves = plan.syncRemoves();
        this.createdBy = by.id();
        this.createdByName = by.name();
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** What is over stays as it ended. */
    boolean cancel(Instant now) {
        if (isOver()) {
            return false;
        }
        status = "cancelled";
        claimedBy = null;
        leaseUntil = null;
        updatedAt = now;
        return true;
    }

    boolean isOver() {
        return !status.equals("queued") && !status.equals("processing");
    }

    void identified(int pages, Instant now) {
        pagesIdentified += pages;
        updatedAt = now;
    }

    void scraped(Instant now) {
        pagesScraped++;
        updatedAt = now;
    }

    void skipped(Instant now) {
        pagesSkipped++;
        updatedAt = now;
    }

    void failed(Instant now) {
        pagesFailed++;
        updatedAt = now;
    }

    void renewed(Instant until) {
        leaseUntil = until;
    }

    /** A walk that brought nothing has failed. */
    void end(Instant now) {
        status = pagesScraped > 0 ? "succeeded" : "failed";
        claimedBy = null;
        leaseUntil = null;
        updatedAt = now;
    }

    public String id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    String seedUrl() {
        return seedUrl;
    }

    Optional<String> pattern() {
        return Optional.ofNullable(pattern);
    }

    int maxDepth() {
        return maxDepth;
    }

    int maxPages() {
        return maxPages;
    }

    int pagesScraped() {
        return pagesScraped;
    }

    int pagesIdentified() {
        return pagesIdentified;
    }

    String rootFolderId() {
        return rootFolderId;
    }

    Optional<Integer> syncDays() {
        return Optional.ofNullable(syncDays);
    }

    boolean syncRemoves() {
        return syncRemoves;
    }

    /** On whose behalf pages are kept. */
    Actor owner() {
        return new Actor(createdBy, createdByName, Role.EDITOR);
    }

    /** The members of the contract's CreateCrawlJobResponseModel, but for the way to its folder. */
    JsonObjectBuilder asNew() {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("type", type)
                .add("root_folder_id", rootFolderId)
                .add("status", status)
                .add("created_at", createdAt.getEpochSecond());
    }

    /** The contract's GetCrawlJobResponseModel. */
    JsonObject asJson() {
        JsonObjectBuilder job = asNew().add("seed_url", seedUrl)
                .add("max_depth", maxDepth)
                .add("max_pages", maxPages)
                .add("pages_identified", pagesIdentified)
                .add("pages_scraped", pagesScraped)
                .add("pages_skipped", pagesSkipped)
                .add("pages_failed", pagesFailed)
                .add("updated_at", updatedAt.getEpochSecond());
        pattern().ifPresentOrElse(glob -> job.add("pattern", glob), () -> job.addNull("pattern"));
        Optional.ofNullable(autoDiscover)
                .ifPresentOrElse(flag -> job.add("auto_discover", flag), () -> job.addNull("auto_discover"));
        return job.build();
    }
}
