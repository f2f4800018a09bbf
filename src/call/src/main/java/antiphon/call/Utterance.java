package antiphon.call;

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
    private boolean lastOfCall;
    private boolean quiet;
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
    void follow(ToolBox.Then then) {
        switch (then) {
            case GO_ON -> {}
            case BE_QUIET -> quiet = true;
            case HANG_UP -> lastOfCall = true;
        }
    }

    boolean mayGoOn() {
        return !quiet && !lastOfCall;
    }

    /** Whether the call ends when this has been heard out. */
    boolean endsCall() {
        return lastOfCall;
    }

    /** What was said since the last time this was asked: the part the dialogue does not hold yet. */
    String notRemembered(String said) {
        String rest = said.substring(Math.min(remembered, said.length()));
        remembered = Math.max(remembered, said.length());
        return rest;
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
