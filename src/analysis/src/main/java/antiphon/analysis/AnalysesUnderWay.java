package antiphon.analysis;

import antiphon.analysis.CallAnalyst.Analysed;
import antiphon.conversations.record.PostCalls.Claim;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Has conversations analysed side by side: most of the time of an analysis is that of a model far away. They have threads of
 * their own, platform ones since rules may compute for long: waiting for a model, they keep no request waiting, and
 * computing, no call. Any thread.
 */
@ApplicationScoped
class AnalysesUnderWay {
    @Inject
    CallAnalyst analyst;

    @Resource
    ManagedThreadFactory factory;

    @SuppressWarnings("NullAway.Init") // start() does
    ExecutorService threads;

    /** A conversation in somebody's hands, and what will have come of it. */
    record Begun(Claim claim, Future<Analysed> analysed) {}

    @PostConstruct
    void start() {
        threads = Executors.newCachedThreadPool(factory);
    }

    /** As many threads as are begun and not done. */
    List<Begun> begin(List<Claim> claims) {
        return claims.stream()
                .map(claim -> new Begun(claim, threads.submit(() -> analyst.analyse(claim))))
                .toList();
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
