package antiphon.conversations;

import antiphon.call.CallNews;
import antiphon.call.CallNews.TurnMeasured;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.TurnTimeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What this server itself adds to one call's turns: the longest that an event of the turn has waited to be met before the
 * agent's first sound, and the time that sound waited to be sent. What recognizers, models and voices take is not in it.
 * Lives on the call's thread.
 */
final class TurnShare {
    private record Peak(Instant at, long nanos) {}

    private final InstantSource clock;
    /** Each is higher than the one before it. */
    private final Deque<Peak> peaks = new ArrayDeque<>();

    private long lastNanos;

    TurnShare(InstantSource clock) {
        this.clock = clock;
    }

    /** The event that is met now has waited. */
    void waited(long nanos) {
        lastNanos = nanos;
        Peak highest = peaks.peekLast();
        if (highest == null || nanos > highest.nanos()) {
            peaks.add(new Peak(clock.instant(), nanos));
        }
    }

    /** @return the share of the turn that was measured, if this news is of one whose answer was heard */
    @Nullable
    Duration hear(CallNews news) {
        if (news instanceof UserSaid) {
            peaks.clear();
            waited(lastNanos);
        }
        return news instanceof TurnMeasured measured ? share(measured.timeline()) : null;
    }

    private @Nullable Duration share(TurnTimeline times) {
        Instant firstSound = times.firstSound();
        if (firstSound == null || times.turnDecided() == null) {
            return null;
        }
        long waited = 0;
        for (Peak peak : peaks) {
            waited = peak.at().isAfter(firstSound) ? waited : peak.nanos();
        }
        Duration sending = TurnTimeline.between(firstSound, times.firstSoundSent());
        return Duration.ofNanos(waited).plus(sending == null || sending.isNegative() ? Duration.ZERO : sending);
    }
}
