package antiphon.providers;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Blows when a provider fails too often, so that no call waits for one that is known to be down. Any thread. */
public final class Fuse {
    private static final int FAILURES = 3;
    private static final int OF_ATTEMPTS = 5;
    private static final Duration REST = Duration.ofSeconds(15);

    private final CircuitBreaker<Object> breaker;
    private final Duration longestSilence;
    private long begunNanos;

    /** Rests 15 s after three of five attempts failed. */
    public Fuse() {
        this(REST, REST);
    }

    /**
     * @param rest that a provider is given
     * @param longestSilence how long after a rest others wait for what comes of the attempts that show whether it is back
     */
    public Fuse(Duration rest, Duration longestSilence) {
        breaker = CircuitBreaker.builder()
                .withFailureThreshold(FAILURES, OF_ATTEMPTS)
                .withDelay(rest)
                .build();
        this.longestSilence = longestSilence;
    }

    /** @return empty while the provider is given a rest; after it a few attempts show whether it is back */
    public synchronized Optional<Attempt> attempt() {
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
    public final class Attempt {
        private final AtomicBoolean told = new AtomicBoolean();

        /** The provider did, or began, what it was asked. */
        public void worked() {
            if (told.compareAndSet(false, true)) {
                breaker.recordSuccess();
            }
        }

        /** The provider is to blame that nothing came. */
        public void failed() {
            if (told.compareAndSet(false, true)) {
                breaker.recordFailure();
            }
        }
    }
}
