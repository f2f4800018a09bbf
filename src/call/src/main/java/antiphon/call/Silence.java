package antiphon.call;

import antiphon.call.Manners.Silences;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long nobody has spoken, and what that asks for. Like {@link TurnTaking} it only knows what it is told. */
final class Silence {
    private Instant idleSince;
    private Instant callerQuietSince;
    private int nudges;
    private boolean somebodySpoke;
    private boolean humanAnswers;

    Silence(Instant start) {
        this.idleSince = start;
        this.callerQuietSince = start;
    }

    void callerIsThere(Instant now) {
        idleSince = now;
        callerQuietSince = now;
        nudges = 0;
        somebodySpoke = true;
    }

    void agentSpeaks() {
        somebodySpoke = true;
    }

    void agentFellSilent(Instant now) {
        idleSince = now;
        if (nudges == 0) {
            callerQuietSince = now;
        }
    }

    void takenOver(boolean byHuman) {
        humanAnswers = byHuman;
    }

    void leaveInPeace() {
        nudges = TurnTaking.NUDGES_IN_A_ROW;
    }

    boolean endsCall(Silences manner, Instant now) {
        return !humanAnswers && hasPassed(manner.endsCall(), callerQuietSince, now);
    }

    /** Counts the nudge, if it says so. */
    boolean asksForNudge(Silences manner, Instant now) {
        Optional<Duration> most = somebodySpoke
                ? manner.callerMayThink()
                : manner.beforeFirstWord().or(manner::callerMayThink);
        boolean asks = !humanAnswers && nudges < TurnTaking.NUDGES_IN_A_ROW && hasPassed(most, idleSince, now);
        if (asks) {
            nudges++;
        }
        return asks;
    }

    private static boolean hasPassed(Optional<Duration> most, Instant since, Instant now) {
        return most.isPresent() && !now.isBefore(since.plus(most.get()));
    }
}
