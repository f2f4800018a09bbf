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

    private final CircuitBreaker<Object> breaker = CircuitBreaker.builder()
            .withFailureThreshold(FAILURES, OF_ATTEMPTS)
            .withDelay(REST)
            .build();

    /** @return empty while the provider is given a rest; after it one attempt shows whether it is back */
    Optional<Attempt> attempt() {
        return breaker.tryAcquirePermit() ? Optional.of(new Attempt()) : Optional.empty();
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
