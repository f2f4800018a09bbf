package antiphon.agents.knowledge.crawling;

import antiphon.agents.knowledge.KnowledgeDocuments;
import antiphon.agents.knowledge.KnowledgeIntake;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Looks every other second whether a crawl waits, and every minute whether pages are to be fetched again. Every server does. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class CrawlSweep {
    private static final Logger LOG = System.getLogger(CrawlSweep.class.getName());
    private static final int MOST_AT_ONCE = 2;
    private static final int SYNCED_AT_ONCE = 20;

    @Inject
    CrawlQueue queue;

    @Inject
    CrawlJobs jobs;

    @Inject
    Crawler crawler;

    @Inject
    KnowledgeIntake intake;

    @Inject
    KnowledgeDocuments documents;

    @Resource
    ManagedExecutorService threads;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Semaphore syncing = new Semaphore(1);
    private final CountDownLatch stop = new CountDownLatch(1);

    @Schedule(hour = "*", minute = "*", second = "1/2", persistent = false)
    void sweep() {
        if (!places.tryAcquire()) {
            return;
        }
        boolean begun = false;
        try {
            var claimed = queue.claim("crawler_" + UUID.randomUUID());
            claimed.ifPresent(job -> threads.execute(() -> crawl(job)));
            begun = claimed.isPresent();
        } catch (RuntimeException failed) {
            // A timer that throws is not called again for minutes.
            LOG.log(Level.WARNING, "No crawl could be begun; it will be tried again", failed);
        } finally {
            if (!begun) {
                places.release();
            }
        }
    }

    private void crawl(String jobId) {
        try {
            Robots robots = crawler.robotsOf(jobId, jobs);
            while (crawler.visitNext(jobId, robots)) {
                if (stop.await(robots.pause().toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            LOG.log(Level.WARNING, "A crawl broke off and will be taken up again: " + jobId, broken);
        } finally {
            places.release();
        }
    }

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void sync() {
        if (syncing.tryAcquire()) {
            threads.execute(() -> {
                try {
                    queue.dueToSync(SYNCED_AT_ONCE).forEach(this::refresh);
                } catch (RuntimeException failed) {
                    LOG.log(Level.WARNING, "It is not known which pages are to be fetched again", failed);
                } finally {
                    syncing.release();
                }
            });
        }
    }

    private void refresh(String documentId) {
        try {
            intake.refresh(documentId, Actor.SERVER);
        } catch (Refusal.NotFound deletedMeanwhile) {
            return;
        } catch (Refusal unreadable) {
            documents.missed(documentId, unreadable.message().matches(".*status (404|410)\\..*"));
        } catch (RuntimeException broken) {
            LOG.log(Level.WARNING, "A page could not be fetched again: " + documentId, broken);
        }
    }

    @PreDestroy
    void end() {
        stop.countDown();
    }
}
