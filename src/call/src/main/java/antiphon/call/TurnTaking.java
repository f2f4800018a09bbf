package antiphon.call;

import antiphon.call.CallEnd.Cause;
import antiphon.call.Manners.Interruptions;
import antiphon.call.Manners.Silences;
import antiphon.call.TurnDecision.Answer;
import antiphon.call.TurnDecision.Forget;
import antiphon.call.TurnDecision.HangUp;
import antiphon.call.TurnDecision.Interrupt;
import antiphon.call.TurnDecision.KeepListening;
import antiphon.call.TurnDecision.Nudge;
import antiphon.call.TurnDecision.Settle;
import antiphon.call.TurnDecision.Speculate;
import antiphon.speech.SpeechRecognizer.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is. It knows what it has been told and when; it reads no clock, waits for nothing and touches no sound,
 * so every rule of turn-taking can be tested as a list of facts and a decision.
 */
final class TurnTaking {
    /** A recognizer that has not answered within this time is not waited for. */
    static final Duration SETTLING_AT_MOST = Duration.ofSeconds(10);

    /** What a caller said while the agent went on speaking for longer than this was no wish to take the turn. */
    static final Duration REMARK_FADES = Duration.ofMillis(1500);

    /** A caller who stays silent is spoken to this often in a row, and then left in peace. */
    static final int NUDGES_IN_A_ROW = 2;

    /** Last words take no longer. */
    static final Duration LEAVE_AT_MOST = Duration.ofSeconds(20);

    private static final KeepListening KEEP_LISTENING = new KeepListening();

    private final Predicate<String> soundsComplete;
    private final StringBuilder words = new StringBuilder();
    private final Silence silence;
    private Manners manners;
    private Instant callEndsAt;
    private boolean leaving;
    private boolean agentHasTurn;
    private boolean interruptible = true;
    private @Nullable Instant voiceSince;
    private Instant lastVoiceSince;
    private Instant lastVoice;
    private Instant agentBeganAt;
    private Instant wordsSettledAt;
    private String interim = "";
    private boolean unsettled;
    private boolean speculated;
    private @Nullable Instant settlingSince;
    private Instant due = Instant.MAX;

    /** @param soundsComplete whether these words make a finished turn */
    TurnTaking(Manners manners, Predicate<String> soundsComplete, Instant start) {
        this.manners = manners;
        this.soundsComplete = soundsComplete;
        this.silence = new Silence(start);
        this.callEndsAt = start.plus(manners.silences().longestCall());
        this.lastVoiceSince = start;
        this.lastVoice = start;
        this.agentBeganAt = start;
        this.wordsSettledAt = start;
    }

    /** The call goes on in another manner; how long it may be is settled already. */
    void become(Manners others) {
        manners = others;
    }

    /** Whether what the caller says now counts: not while the agent must be heard out. */
    boolean listens() {
        return !agentHasTurn || interruptible || (manners.interruptions().heardAnyway() && !leaving);
    }

    /**
     * @param lag how long before now the voice really began, or fell silent, whichever it did last: pauses and interruptions
     *     are counted from there
     */
    TurnDecision voice(boolean present, Duration lag, Instant now) {
        if (!present || !listens()) {
            if (voiceSince != null && !present) {
                Instant ended = now.minus(lag);
                lastVoice = ended.isAfter(lastVoiceSince) ? ended : lastVoiceSince;
            }
            voiceSince = null;
            return at(now);
        }
        if (voiceSince == null) {
            voiceSince = now;
            lastVoiceSince = now.minus(lag);
        }
        lastVoice = now;
        unsettled = true;
        silence.callerIsThere(now);
        if (isCutIn()) {
            return new Interrupt();
        }
        boolean vain = speculated;
        speculated = false;
        return vain ? new Forget() : limits(now);
    }

    TurnDecision heard(Words heard, Instant now) {
        if (!heard.settled()) {
            interim = heard.text();
            return isCutIn() ? new Interrupt() : at(now);
        }
        settlingSince = null;
        interim = "";
        boolean remark = agentHasTurn && CutIn.isRemark(manners.interruptions(), heard.text());
        if (heard.text().isBlank() || !listens() || remark) {
            return at(now);
        }
        words.append(words.isEmpty() ? "" : " ").append(heard.text().strip());
        wordsSettledAt = now;
        speculated = false;
        return isMeant(heard.text()) ? new Interrupt() : at(now);
    }

    TurnDecision at(Instant now) {
        due = Instant.MAX;
        if (unsettled && pausedFor(manners.pauses().settles(), now)) {
            unsettled = false;
            settlingSince = now;
            return new Settle();
        }
        if (agentHasTurn || voiceSince != null || isSettling(now)) {
            return limits(now);
        }
        return words.isEmpty() ? idle(now) : words(words.toString(), now);
    }

    /** When a pause will have been long enough to mean something, should nothing happen before. */
    Instant due() {
        return due;
    }

    /** The caller shows that he is there without saying anything. */
    void callerIsThere(Instant now) {
        silence.callerIsThere(now);
    }

    /** A human speaks for the agent, or no longer: nobody has to prompt a caller whom a human listens to. */
    void takenOver(boolean byHuman, Instant now) {
        silence.takenOver(byHuman);
        silence.callerIsThere(now);
    }

    /**
     * The caller wants a moment.
     *
     * @param most how long he is not spoken to; empty means until he speaks
     */
    void leaveInPeace(Optional<Duration> most) {
        silence.leaveInPeace(most);
    }

    /** @param mayBeInterrupted whether the caller's voice can end this turn */
    void agentBegins(boolean mayBeInterrupted, Instant now) {
        agentHasTurn = true;
        agentBeganAt = now;
        speculated = false;
        interruptible = mayBeInterrupted && manners.interruptions().voice().isPresent();
        silence.agentSpeaks();
    }

    /** What the agent is doing now may be interrupted by the caller's voice, or not. */
    void agentMayBeInterrupted(boolean now) {
        interruptible = now && !leaving && manners.interruptions().voice().isPresent();
    }

    /** The agent says its last words, and nothing keeps it from them. */
    void agentTakesLeave(Instant now) {
        interruptible = false;
        leaving = true;
        callEndsAt = now.plus(LEAVE_AT_MOST);
    }

    void agentFallsSilent(Instant now) {
        agentHasTurn = false;
        interruptible = true;
        silence.agentFellSilent(now);
        boolean remark = lastVoice.isAfter(agentBeganAt);
        if (remark && Duration.between(lastVoice, now).compareTo(REMARK_FADES) > 0) {
            words.setLength(0);
        }
    }

    /** When the caller's voice ended, as far as is known. */
    Instant lastVoice() {
        return lastVoice;
    }

    /** When the last words of the caller became final. */
    Instant wordsSettledAt() {
        return wordsSettledAt;
    }

    private TurnDecision words(String said, Instant now) {
        if (pausedFor(pauseThatEnds(said), now)) {
            words.setLength(0);
            speculated = false;
            return new Answer(said);
        }
        if (manners.pauses().speculates() && !speculated && !unsettled) {
            speculated = true;
            return new Speculate(said);
        }
        return limits(now);
    }

    private TurnDecision idle(Instant now) {
        Silences manner = manners.silences();
        if (silence.endsCall(manner, now)) {
            return new HangUp(new CallEnd(
                    Cause.CALLER_SILENT,
                    "the caller was silent for " + manner.endsCall().orElseThrow()));
        }
        return silence.asksForNudge(manner, now) ? new Nudge() : limits(now);
    }

    private TurnDecision limits(Instant now) {
        if (now.isBefore(callEndsAt)) {
            return KEEP_LISTENING;
        }
        Silences manner = manners.silences();
        var end = new CallEnd(Cause.TIME_IS_UP, "the call reached its longest duration, " + manner.longestCall());
        return new HangUp(end, leaving ? "" : manner.farewell());
    }

    private boolean isCutIn() {
        return voiceSince != null && isMeant(interim);
    }

    private boolean isMeant(String said) {
        Interruptions manner = manners.interruptions();
        return agentHasTurn
                && interruptible
                && lastVoice.isAfter(agentBeganAt)
                && CutIn.isMeant(manner, Duration.between(lastVoiceSince, lastVoice), said);
    }

    private boolean isSettling(Instant now) {
        return settlingSince != null && now.isBefore(settlingSince.plus(SETTLING_AT_MOST));
    }

    private boolean pausedFor(Duration pause, Instant now) {
        if (voiceSince != null) {
            return false;
        }
        Instant end = lastVoice().plus(pause);
        boolean over = !now.isBefore(end);
        due = over || due.isBefore(end) ? due : end;
        return over;
    }

    private Duration pauseThatEnds(String said) {
        if (Spelling.isUnderWay(said)) {
            return manners.pauses().endsSpelling();
        }
        return soundsComplete.test(said)
                ? manners.pauses().endsTurn()
                : manners.pauses().endsUnfinishedTurn();
    }
}
