package antiphon.agents.knowledge.crawling;

import antiphon.agents.knowledge.DocumentViews;
import antiphon.agents.knowledge.KnowledgeDocuments;
import antiphon.api.Cursor;
import antiphon.api.Page;
import antiphon.api.PublicId;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.identity.Fingerprint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Walks over web sites, as their owners see them. */
@ApplicationScoped
public class CrawlJobs {
    private static final String ORDER = "created_at-";

    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    KnowledgeDocuments documents;

    @Inject
    DocumentViews views;

    @Inject
    CrawlQueue queue;

    @Inject
    AuditTrail audit;

    /** The contract's CreateCrawlJobResponseModel. */
    @Transactional
    JsonObject create(JsonObject body, Actor by) {
        CrawlPlan plan = CrawlPlan.read(body);
        String folder = documents
                .keepFolder(plan.seed().getHost(), plan.parentFolderId(), by)
                .id();
        CrawlJob job = new CrawlJob(plan, folder, by, clock.instant());
        entities.persist(job);
        entities.flush();
        job.identified(
                plan.sitemaps().isEmpty()
                        ? queue.add(job.id(), List.of(plan.seed().toString()), 0)
                        : queue.add(
                                job.id(),
                                plan.sitemaps().stream().map(Object::toString).toList(),
                                CrawlQueue.SITEMAP),
                clock.instant());
        audit.note(
                by,
                "knowledge.crawl",
                job.id(),
                null,
                Fingerprint.of(plan.seed().toString()));
        return job.asNew().add("folder_path", views.pathOf(folder)).build();
    }

    @Transactional
    CrawlJob find(String id) {
        return found(id, LockModeType.NONE);
    }

    @Transactional
    void cancel(String id, Actor by) {
        if (found(id, LockModeType.PESSIMISTIC_WRITE).cancel(clock.instant())) {
            audit.note(by, "knowledge.crawl.cancel", id, null, null);
        }
    }

    /** A page of jobs, the latest first; with ids, only those. */
    @Transactional
    Page<CrawlJob> list(Query query) {
        List<String> ids = query.texts("include_job_ids");
        int size = query.number("page_size", 30, 1, 100);
        Cursor from = Cursor.from(query, ORDER, 2).orElse(null);
        String wanted = ids.isEmpty() ? "" : " and j.id in :ids";
        String start = from == null ? "" : " and (j.createdAt < :at or j.createdAt = :at and j.id < :id)";
        var rows = entities.createQuery(
                        "select j from CrawlJob j where 1 = 1" + wanted + start
                                + " order by j.createdAt desc, j.id desc",
                        CrawlJob.class)
                .setMaxResults(size + 1);
        if (!ids.isEmpty()) {
            rows.setParameter("ids", ids);
        }
        if (from != null) {
            rows.setParameter("at", moment(from)).setParameter("id", from.key().get(1));
        }
        return Page.cut(
                rows.getResultList(),
                size,
                last -> new Cursor(ORDER, List.of(last.createdAt().toString(), last.id())));
    }

    private static Instant moment(Cursor cursor) {
        try {
            return Instant.parse(cursor.key().getFirst());
        } catch (DateTimeParseException e) {
            throw Cursor.refusal();
        }
    }

    private CrawlJob found(String id, LockModeType lock) {
        CrawlJob job = PublicId.isPlausible(id) ? entities.find(CrawlJob.class, id, lock) : null;
        if (job == null) {
            throw Refusal.NotFound.of("crawl_job", id);
        }
        return job;
    }
}
