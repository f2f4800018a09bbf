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
    private final int number;
    private final int turn;
    private final StringBuilder text = new StringBuilder();
    private boolean textComplete;
    private Then then = new Then.GoOn();
    private int remembered;
    private Usage usage = Usage.UNKNOWN;
    private @Nullable Instant voiceEnded;
    private @Nullable Instant wordsSettled;
    private @Nullable Instant turnDecided;
    private @Nullable Instant firstToken;
    private @Nullable Instant firstSentence;
    private @Nullable Instant firstSound;

    /** @param number unlike that of any other utterance of this call */
    Utterance(int number, int turn) {
        this.number = number;
        this.turn = turn;
    }

    int number() {
        return number;
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

    /** What follows when this has been heard out. */
    Then then() {
        return then;
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
