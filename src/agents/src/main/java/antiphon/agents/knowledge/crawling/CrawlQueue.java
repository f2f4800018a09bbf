package antiphon.agents.knowledge.crawling;

import antiphon.agents.knowledge.DocumentDraft;
import antiphon.agents.knowledge.KnowledgeDocuments;
import antiphon.api.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The work of the crawlers. Who claims a job has it until his lease is over, which each page renews; another then goes on with
 * the pages that were not visited.
 */
@ApplicationScoped
public class CrawlQueue {
    /** Stands where the depth of a page would. */
    static final int SITEMAP = -1;

    static final Duration LEASE = Duration.ofMinutes(2);
    private static final int IDENTIFIED_FOR_EACH_SCRAPED = 10;

    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    KnowledgeDocuments documents;

    /** A page to visit. */
    record Visit(CrawlJob job, int number, String url, int depth) {}

    /** The id of a job that waits, claimed for this worker. */
    @Transactional
    public Optional<String> claim(String worker) {
        @SuppressWarnings("unchecked") // one column of text
        List<String> waiting = entities.createNativeQuery("""
                        select id from knowledge_crawl_job
                        where status = 'queued' or (status = 'processing' and lease_until < ?1)
                        order by created_at limit 1 for update skip locked
                        """)
                .setParameter(1, Timestamp.from(clock.instant()))
                .getResultList();
        waiting.forEach(id -> entities.createNativeQuery("""
                        update knowledge_crawl_job set status = 'processing', claimed_by = ?2, lease_until = ?3 where id = ?1
                        """)
                .setParameter(1, id)
                .setParameter(2, worker)
                .setParameter(3, Timestamp.from(clock.instant().plus(LEASE)))
                .executeUpdate());
        return waiting.stream().findFirst();
    }

    /** The next page of a job; when there is none, or enough were kept, the job is over. */
    @Transactional
    Optional<Visit> next(String jobId) {
        CrawlJob job = locked(jobId);
        if (job.isOver()) {
            return Optional.empty();
        }
        List<?> pages = job.pagesScraped() >= job.maxPages()
                ? List.of()
                : entities.createNativeQuery("select number, url, depth from knowledge_crawl_page"
                                + " where job_id = ?1 and status = 'queued' order by number limit 1")
                        .setParameter(1, jobId)
                        .getResultList();
        if (pages.isEmpty()) {
            job.end(clock.instant());
            return Optional.empty();
        }
        job.renewed(clock.instant().plus(LEASE));
        Object[] row = (Object[]) pages.getFirst();
        return Optional.of(new Visit(job, ((Number) row[0]).intValue(), (String) row[1], ((Number) row[2]).intValue()));
    }

    /** A page is kept, and the addresses to which it links are added; not again where another crawler was there as well. */
    @Transactional
    void scraped(Visit visit, DocumentDraft page, Collection<String> links) {
        CrawlJob job = locked(visit.job().id());
        if (!job.isOver() && isFirst(job, visit)) {
            documents.keep(page, job.owner());
            job.scraped(clock.instant());
            follow(job, links, visit.depth() + 1);
        }
    }

    /** A page is left out, but its links are followed. */
    @Transactional
    void skipped(Visit visit, Collection<String> links) {
        CrawlJob job = locked(visit.job().id());
        if (isFirst(job, visit)) {
            job.skipped(clock.instant());
            follow(job, links, visit.depth() + 1);
        }
    }

    /** A sitemap is no page itself. Those that stand in it are kept without following their links. */
    @Transactional
    void listed(Visit visit, Links.Sitemap sitemap) {
        CrawlJob job = locked(visit.job().id());
        if (isFirst(job, visit)) {
            job.skipped(clock.instant());
            follow(job, sitemap.addresses(), sitemap.isIndex() ? SITEMAP : job.maxDepth());
        }
    }

    @Transactional
    void failed(Visit visit) {
        CrawlJob job = locked(visit.job().id());
        if (isFirst(job, visit)) {
            job.failed(clock.instant());
        }
    }

    /** A visit may outlast the lease, so that another visits the same page. */
    private boolean isFirst(CrawlJob job, Visit visit) {
        return entities.createNativeQuery("update knowledge_crawl_page set status = 'done'"
                                + " where job_id = ?1 and number = ?2 and status = 'queued'")
                        .setParameter(1, job.id())
                        .setParameter(2, visit.number())
                        .executeUpdate()
                == 1;
    }

    private void follow(CrawlJob job, Collection<String> links, int depth) {
        if (depth <= job.maxDepth() && !links.isEmpty()) {
            int room = IDENTIFIED_FOR_EACH_SCRAPED * job.maxPages() - job.pagesIdentified();
            job.identified(add(job.id(), links.stream().limit(Math.max(0, room)).toList(), depth), clock.instant());
        }
    }

    /** @return how many of them are new */
    @Transactional
    int add(String jobId, Collection<String> urls, int depth) {
        return entities.createNativeQuery("""
                        insert into knowledge_crawl_page (job_id, number, url, depth, status)
                        select ?1, (select coalesce(max(number), 0) from knowledge_crawl_page where job_id = ?1) + place,
                            url, ?3, 'queued'
                        from jsonb_array_elements_text(cast(?2 as jsonb)) with ordinality as each (url, place)
                        on conflict do nothing
                        """)
                .setParameter(1, jobId)
                .setParameter(2, Json.createArrayBuilder(urls).build().toString())
                .setParameter(3, depth)
                .executeUpdate();
    }

    /** The ids of documents whose pages are to be fetched again now; they will not be given again for a while. */
    @Transactional
    public List<String> dueToSync(int most) {
        @SuppressWarnings("unchecked") // one column of text
        List<String> due = entities.createNativeQuery("""
                        update knowledge_document set next_sync_at = ?2 where id in (
                            select id from knowledge_document where next_sync_at < ?1
                            order by next_sync_at limit ?3 for update skip locked)
                        returning id
                        """)
                .setParameter(1, Timestamp.from(clock.instant()))
                .setParameter(2, Timestamp.from(clock.instant().plus(LEASE.multipliedBy(5))))
                .setParameter(3, most)
                .getResultList();
        return due;
    }

    private CrawlJob locked(String jobId) {
        return entities.find(CrawlJob.class, jobId, LockModeType.PESSIMISTIC_WRITE);
    }
}
