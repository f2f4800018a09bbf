package antiphon.call;

import antiphon.call.CallEnd.Cause;
import antiphon.call.TurnDecision.Answer;
import antiphon.call.TurnDecision.HangUp;
import antiphon.call.TurnDecision.Interrupt;
import antiphon.call.TurnDecision.KeepListening;
import antiphon.call.TurnDecision.Nudge;
import antiphon.call.TurnDecision.Settle;
import antiphon.speech.SpeechRecognizer.Words;
import java.time.Duration;
import java.time.Instant;
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

    private Manners manners;
    private final Predicate<String> soundsComplete;
    private final Instant start;
    private final StringBuilder words = new StringBuilder();
    private boolean agentHasTurn;
    private boolean interruptible = true;
    private @Nullable Instant voiceSince;
    private Instant lastVoice;
    private Instant agentBeganAt;
    private Instant wordsSettledAt;
    private boolean unsettled;
    private @Nullable Instant settlingSince;
    private Instant idleSince;
    private Instant callerQuietSince;
    private int nudges;
    private boolean humanAnswers;

    /** @param soundsComplete whether these words make a finished turn */
    TurnTaking(Manners manners, Predicate<String> soundsComplete, Instant start) {
        this.manners = manners;
        this.soundsComplete = soundsComplete;
        this.start = start;
        this.lastVoice = start;
        this.agentBeganAt = start;
        this.wordsSettledAt = start;
        this.idleSince = start;
        this.callerQuietSince = start;
    }

    void become(Manners others) {
        manners = others;
    }

    /** A human speaks for the agent, or no longer: nobody has to prompt a caller whom a human listens to. */
    void takenOver(boolean byHuman, Instant now) {
        humanAnswers = byHuman;
        callerIsThere(now);
    }

    /** Whether what the caller says now counts: not while the agent must be heard out. */
    boolean listens() {
        return !agentHasTurn || interruptible;
    }

    TurnDecision voice(boolean present, Instant now) {
        if (!present || !listens()) {
            voiceSince = null;
            return at(now);
        }
        if (voiceSince == null) {
            voiceSince = now;
        }
        lastVoice = now;
        unsettled = true;
        callerIsThere(now);
        return interrupts(voiceSince, now) ? new Interrupt() : limits(now);
    }

    TurnDecision heard(Words heard, Instant now) {
        if (heard.settled()) {
            settlingSince = null;
            if (!heard.text().isBlank() && listens()) {
                words.append(words.isEmpty() ? "" : " ").append(heard.text().strip());
                wordsSettledAt = now;
            }
        }
        return at(now);
    }

    TurnDecision at(Instant now) {
        if (unsettled && pausedFor(manners.pauseSettles(), now)) {
            unsettled = false;
            settlingSince = now;
            return new Settle();
        }
        if (agentHasTurn || voiceSince != null || isSettling(now)) {
            return limits(now);
        }
        if (!words.isEmpty()) {
            return pausedFor(pauseThatEnds(words.toString()), now) ? new Answer(takeWords()) : limits(now);
        }
        return idle(now);
    }

    /** The caller shows that he is there without saying anything. */
    void callerIsThere(Instant now) {
        idleSince = now;
        callerQuietSince = now;
        nudges = 0;
    }

    /** @param mayBeInterrupted whether the caller's voice can end this turn */
    void agentBegins(boolean mayBeInterrupted, Instant now) {
        agentHasTurn = true;
        agentBeganAt = now;
        interruptible = mayBeInterrupted && manners.voiceInterrupts().isPresent();
    }

    void agentFallsSilent(Instant now) {
        agentHasTurn = false;
        interruptible = true;
        idleSince = now;
        if (nudges == 0) {
            callerQuietSince = now;
        }
        boolean remark = lastVoice.isAfter(agentBeganAt);
        if (remark && Duration.between(lastVoice, now).compareTo(REMARK_FADES) > 0) {
            words.setLength(0);
        }
    }

    /** When the caller was last heard to speak. */
    Instant lastVoice() {
        return lastVoice;
    }

    /** When the last words of the caller became final. */
    Instant wordsSettledAt() {
        return wordsSettledAt;
    }

    private TurnDecision idle(Instant now) {
        if (humanAnswers) {
            return limits(now);
        }
        var silenceEndsCall = manners.silenceEndsCall();
        if (silenceEndsCall.isPresent() && !now.isBefore(callerQuietSince.plus(silenceEndsCall.get()))) {
            return new HangUp(new CallEnd(Cause.CALLER_SILENT, "the caller was silent for " + silenceEndsCall.get()));
        }
        var callerMayThink = manners.callerMayThink();
        if (callerMayThink.isPresent()
                && nudges < NUDGES_IN_A_ROW
                && !now.isBefore(idleSince.plus(callerMayThink.get()))) {
            nudges++;
            return new Nudge();
        }
        return limits(now);
    }

    private TurnDecision limits(Instant now) {
        if (!now.isBefore(start.plus(manners.longestCall()))) {
            return new HangUp(
                    new CallEnd(Cause.TIME_IS_UP, "the call reached its longest duration, " + manners.longestCall()));
        }
        return new KeepListening();
    }

    private boolean interrupts(Instant since, Instant now) {
        var needed = manners.voiceInterrupts();
        return agentHasTurn && needed.isPresent() && !now.isBefore(since.plus(needed.get()));
    }

    private boolean isSettling(Instant now) {
        return settlingSince != null && now.isBefore(settlingSince.plus(SETTLING_AT_MOST));
    }

    private boolean pausedFor(Duration pause, Instant now) {
        return voiceSince == null && !now.isBefore(lastVoice.plus(pause));
    }

    private Duration pauseThatEnds(String said) {
        return soundsComplete.test(said) ? manners.pauseEndsTurn() : manners.pauseEndsUnfinishedTurn();
    }

    private String takeWords() {
        String taken = words.toString();
        words.setLength(0);
        return taken;
    }
}
