package antiphon.call;

import antiphon.call.ToolBox.Then;
import antiphon.language.LanguageModel.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing the agent says, from the decision to answer until it is heard out or cut off. It knows its text and its
 * moments; making sound of it is the work of {@link Speaking}. Lives on the call's thread.
 */
final class Utterance {
    private final int turn;
    private final StringBuilder text = new StringBuilder();
    private boolean textComplete;
    private @Nullable CallEnd last;
    private Then then = new Then.GoOn();
    private int remembered;
    private Usage usage = Usage.UNKNOWN;
    private @Nullable Instant voiceEnded;
    private @Nullable Instant wordsSettled;
    private @Nullable Instant turnDecided;
    private @Nullable Instant firstToken;
    private @Nullable Instant firstSentence;
    private @Nullable Instant firstSound;

    Utterance(int turn) {
        this.turn = turn;
    }

    int turn() {
        return turn;
    }

    String text() {
        return text.toString();
    }

    void grow(String piece, Instant now) {
        if (firstToken == null) {
            firstToken = now;
        }
        text.append(piece);
    }

    void complete() {
        textComplete = true;
    }

    boolean isComplete() {
        return textComplete;
    }

    Utterance spent(Usage more) {
        usage = new Usage(usage.inputTokens() + more.inputTokens(), usage.outputTokens() + more.outputTokens());
        return this;
    }

    Usage usage() {
        return usage;
    }

    /** A tool has answered, and this follows for what is still to be said. */
    void follow(Then next) {
        boolean undecided = then instanceof Then.GoOn || then instanceof Then.BeQuiet;
        if (undecided && !(next instanceof Then.GoOn)) {
            then = next;
        }
    }

    boolean mayGoOn() {
        return then instanceof Then.GoOn;
    }

    /** What is to be done now that this has been heard out. */
    TurnDecision whatFollows() {
        if (last != null) {
            return new TurnDecision.HangUp(last);
        }
        return switch (then) {
            case Then.GoOn() -> new TurnDecision.KeepListening();
            case Then.BeQuiet quiet -> new TurnDecision.KeepListening();
            case Then.HangUp() ->
                new TurnDecision.HangUp(new CallEnd(CallEnd.Cause.AGENT_HUNG_UP, "the agent ended the call"));
            case Then.Become(CallPlan next, var message) -> new TurnDecision.Become(next, message);
            case Then.Transfer(String destination) -> new TurnDecision.Transfer(destination);
        };
    }

    void endsWith(CallEnd end) {
        last = end;
    }

    /** The end that follows, if these are the agent's last words. */
    @Nullable
    CallEnd last() {
        return last;
    }

    /** What follows when this has been heard out. */
    Then then() {
        return then;
    }

    /** Whether anything has been said since the last time something was {@linkplain #notRemembered remembered}. */
    boolean hasNews() {
        return !text.substring(Math.min(remembered, text.length())).isBlank();
    }

    /** What was said since the last time this was asked: the part the dialogue does not hold yet. */
    String notRemembered(String said) {
        String rest = said.substring(Math.min(remembered, said.length()));
        remembered = Math.max(remembered, said.length());
        return rest;
    }

    /** How much of what the dialogue holds of this was not heard, in characters. */
    int rememberedUnheard(String heard) {
        return Math.max(0, remembered - heard.length());
    }

    void decidedAt(Instant lastVoice, Instant settled, Instant now) {
        voiceEnded = lastVoice;
        wordsSettled = settled;
        turnDecided = now;
    }

    void sentenceAt(Instant now) {
        if (firstSentence == null) {
            firstSentence = now;
        }
    }

    void soundAt(Instant now) {
        if (firstSound == null) {
            firstSound = now;
        }
    }

    TurnTimeline timeline() {
        return new TurnTimeline(turn, voiceEnded, wordsSettled, turnDecided, firstToken, firstSentence, firstSound);
    }
}
