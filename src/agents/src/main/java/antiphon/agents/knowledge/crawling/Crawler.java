package antiphon.agents.knowledge.crawling;

import antiphon.agents.knowledge.DocumentDraft;
import antiphon.agents.knowledge.KnowledgeIntake;
import antiphon.agents.knowledge.crawling.CrawlQueue.Visit;
import antiphon.agents.knowledge.reading.Extract;
import antiphon.agents.knowledge.reading.Unreadable;
import antiphon.agents.knowledge.reading.WebPages;
import antiphon.agents.knowledge.reading.WebPages.Fetched;
import antiphon.api.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Visits the pages of a job, one after another. Blocks; the caller's thread. */
@ApplicationScoped
public class Crawler {
    @Inject
    CrawlQueue queue;

    @Inject
    WebPages pages;

    @Inject
    KnowledgeIntake intake;

    /**
     * Visits one page.
     *
     * @param robots of the job's site
     * @return whether there was one
     */
    boolean visitNext(String jobId, Robots robots) {
        Optional<Visit> next = queue.next(jobId);
        next.ifPresent(visit -> visit(visit, robots));
        return next.isPresent();
    }

    void visit(Visit visit, Robots robots) {
        try {
            URI address = URI.create(visit.url());
            if (!robots.allow(address)) {
                queue.skipped(visit, List.of());
                return;
            }
            Fetched fetched = pages.fetch(address, intake.settings().mostFileBytes());
            URI seed = URI.create(visit.job().seedUrl());
            if (visit.depth() == CrawlQueue.SITEMAP) {
                queue.listed(visit, Links.ofSitemap(fetched, seed));
            } else if (!Links.sameSite(fetched.address(), seed)) {
                queue.skipped(visit, List.of());
            } else {
                keep(visit, fetched, seed);
            }
        } catch (Unreadable | IllegalArgumentException | Refusal unkept) {
            // A refusal when the folder that the pages go into is there no more: they would wait for it forever.
            queue.failed(visit);
        }
    }

    private void keep(Visit visit, Fetched fetched, URI seed) {
        Extract extract = fetched.read();
        List<String> links = Links.of(fetched, seed);
        boolean wanted = visit.job()
                .pattern()
                .map(glob -> Links.matches(glob, visit.url()))
                .orElse(true);
        if (!wanted) {
            queue.skipped(visit, links);
            return;
        }
        DocumentDraft draft = DocumentDraft.page(
                Links.title(fetched).orElse(visit.url()),
                Optional.of(visit.job().rootFolderId()),
                visit.url(),
                extract,
                fetched.body().length);
        queue.scraped(
                visit,
                visit.job()
                        .syncDays()
                        .map(days -> draft.syncing(days, visit.job().syncRemoves()))
                        .orElse(draft),
                links);
    }

    Robots robotsOf(String jobId, CrawlJobs jobs) {
        return Robots.of(URI.create(jobs.find(jobId).seedUrl()), pages);
    }
}
