package antiphon.speech;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Blows when a provider fails too often, so that no call waits for one that is known to be down. Any thread. */
final class Fuse {
    private static final int FAILURES = 3;
    private static final int OF_ATTEMPTS = 5;
    private static final Duration REST = Duration.ofSeconds(15);

    private final CircuitBreaker<Object> breaker;
    private final Duration longestSilence;
    private long begunNanos;

    Fuse() {
        this(REST, REST);
    }

    /**
     * @param rest that a provider is given
     * @param longestSilence how long after a rest others wait for what comes of the attempts that show whether it is back
     */
    Fuse(Duration rest, Duration longestSilence) {
        breaker = CircuitBreaker.builder()
                .withFailureThreshold(FAILURES, OF_ATTEMPTS)
                .withDelay(rest)
                .build();
        this.longestSilence = longestSilence;
    }

    /** @return empty while the provider is given a rest; after it a few attempts show whether it is back */
    synchronized Optional<Attempt> attempt() {
        long nowNanos = System.nanoTime();
        if (!breaker.tryAcquirePermit() && !othersAreTried(nowNanos)) {
            return Optional.empty();
        }
        begunNanos = nowNanos;
        return Optional.of(new Attempt());
    }

    /** Of those few nothing may come for very long, as when nobody speaks: then as many others show it. */
    private boolean othersAreTried(long nowNanos) {
        if (!breaker.isHalfOpen() || nowNanos - begunNanos < longestSilence.toNanos()) {
            return false;
        }
        breaker.open();
        breaker.halfOpen();
        return breaker.tryAcquirePermit();
    }

    /** One use of the provider. Whatever is told first counts. */
    final class Attempt {
        private final AtomicBoolean told = new AtomicBoolean();

        void worked() {
            if (told.compareAndSet(false, true)) {
                breaker.recordSuccess();
            }
        }

        void failed() {
            if (told.compareAndSet(false, true)) {
                breaker.recordFailure();
            }
        }
    }
}
