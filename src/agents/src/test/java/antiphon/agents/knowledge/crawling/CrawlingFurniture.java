package antiphon.agents.knowledge.crawling;

import antiphon.agents.knowledge.KnowledgeFurniture;
import antiphon.identity.AuditTrail;
import antiphon.identity.Caller;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.Optional;

/** Crawling put together by hand; one page at a time. */
public final class CrawlingFurniture {
    private final CrawlJobs jobs = new CrawlJobs();
    private final CrawlQueue queue = new CrawlQueue();
    private final Crawler crawler = new Crawler();

    public CrawlingFurniture(
            EntityManager entities, InstantSource clock, AuditTrail audit, KnowledgeFurniture knowledge) {
        queue.entities = entities;
        queue.clock = clock;
        queue.documents = knowledge.documents();
        jobs.entities = entities;
        jobs.clock = clock;
        jobs.audit = audit;
        jobs.documents = knowledge.documents();
        jobs.views = knowledge.views();
        jobs.queue = queue;
        crawler.queue = queue;
        crawler.pages = knowledge.pages();
        crawler.intake = knowledge.intake();
    }

    public Optional<String> claim() {
        return queue.claim("crawler");
    }

    /** @return whether there was a page */
    public boolean visitNext(String jobId) {
        return crawler.visitNext(jobId, crawler.robotsOf(jobId, jobs));
    }

    /** As when the lease of one crawler ran out while it was visiting. */
    public boolean visitTwice(String jobId) {
        CrawlQueue.Visit visit = queue.next(jobId).orElseThrow();
        crawler.visit(visit, crawler.robotsOf(jobId, jobs));
        crawler.visit(visit, crawler.robotsOf(jobId, jobs));
        return true;
    }

    public CrawlJobsResource door(Caller caller) {
        CrawlJobsResource door = new CrawlJobsResource();
        door.jobs = jobs;
        door.caller = caller;
        return door;
    }
}
