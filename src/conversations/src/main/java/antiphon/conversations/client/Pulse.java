package antiphon.conversations.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether the client is still there, and how far away. Any thread. */
final class Pulse {
    static final Duration BETWEEN_PINGS = Duration.ofSeconds(5);
    /** The contract's time-out of the transport. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
    /** A socket that takes nothing for this long has nobody at its other end. */
    static final Duration LONGEST_SEND = Duration.ofSeconds(15);

    private final Outbox outbox;
    private final InstantSource clock;
    private Instant lastReceived;
    private Instant lastPing;
    private long pings;
    private boolean answered = true;
    private OptionalLong latencyMillis = OptionalLong.empty();

    Pulse(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
        lastReceived = clock.instant();
        lastPing = lastReceived.minus(BETWEEN_PINGS);
    }

    synchronized void received() {
        lastReceived = clock.instant();
    }

    synchronized void answered(long ping) {
        if (ping == pings && !answered) {
            answered = true;
            latencyMillis =
                    OptionalLong.of(Duration.between(lastPing, clock.instant()).toMillis());
        }
    }

    /** To be called about every second; pings when it is time. Returns why nobody seems to be there any more. */
    synchronized Optional<Closing> beat() {
        Instant now = clock.instant();
        if (!now.isBefore(lastReceived.plus(LONGEST_SILENCE)) || outbox.stuckNanos() > LONGEST_SEND.toNanos()) {
            return Optional.of(new Closing(
                    Closing.FAILURE,
                    "transport_receive_timeout",
                    "Nothing was received from the client for too long."));
        }
        if (!now.isBefore(lastPing.plus(BETWEEN_PINGS))) {
            lastPing = now;
            answered = false;
            outbox.send(ServerMessage.ping(++pings, latencyMillis));
        }
        return Optional.empty();
    }
}
