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
    private Optional<Duration> peace = Optional.empty();

    Silence(Instant start) {
        this.idleSince = start;
        this.callerQuietSince = start;
    }

    void callerIsThere(Instant now) {
        idleSince = now;
        callerQuietSince = now;
        nudges = 0;
        peace = Optional.empty();
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

    /** @param most for how long; empty means until the caller speaks */
    void leaveInPeace(Optional<Duration> most) {
        nudges = TurnTaking.NUDGES_IN_A_ROW;
        peace = most;
    }

    boolean endsCall(Silences manner, Instant now) {
        return !humanAnswers && hasPassed(manner.endsCall(), callerQuietSince, now);
    }

    /** Counts the nudge, if it says so. */
    boolean asksForNudge(Silences manner, Instant now) {
        if (!humanAnswers && hasPassed(peace, idleSince, now)) {
            peace = Optional.empty();
            nudges = 1;
            return true;
        }
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
