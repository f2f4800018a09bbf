package antiphon.call;

import antiphon.audio.AudioFrame;
import antiphon.call.CallEvent.SentenceFailed;
import antiphon.call.CallEvent.SentenceMade;
import antiphon.call.CallEvent.SoundReady;
import antiphon.call.CallPlan.Mouth;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechSynthesizer;
import antiphon.speech.SpeechSynthesizer.Synthesis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's words on their way to becoming sound, a sentence at a time. Lives on the call's thread.
 *
 * <p>Without a mouth, in a conversation of text, words count as heard when they are written.
 */
final class Speaking {
    /** Sound is made at most this far ahead of the caller's ear, so that little is wasted on one who cuts in. */
    static final Duration AHEAD_AT_MOST = Duration.ofSeconds(12);

    private CallPlan plan;
    private final Line line;
    private final Consumer<CallEvent> call;
    private Sentences sentences;
    private final Deque<String> waiting = new ArrayDeque<>();
    private Spoken spoken = new Spoken();
    private @Nullable Synthesis synthesis;
    private String making = "";
    private int mouth;

    Speaking(CallPlan plan, Line line, Consumer<CallEvent> call) {
        this.plan = plan;
        this.line = line;
        this.call = call;
        this.sentences = new Sentences(plan.language());
    }

    /** Another voice speaks from the next utterance on. */
    void become(CallPlan next) {
        plan = next;
        sentences = new Sentences(next.language());
        mouth = 0;
    }

    void begin() {
        waiting.clear();
        sentences.rest();
        spoken = new Spoken();
    }

    void say(Utterance utterance, String piece, Instant now) {
        waiting.addAll(sentences.add(piece));
        goOn(utterance, now);
    }

    void sayRest(Utterance utterance, Instant now) {
        waiting.addAll(sentences.rest());
        goOn(utterance, now);
    }

    /** Makes sound of the next sentence, if none is being made and the caller has not too much to hear yet. */
    void goOn(Utterance utterance, Instant now) {
        if (plan.mouth().isEmpty()) {
            waiting.forEach(spoken::wrote);
            waiting.clear();
        } else if (synthesis == null && !waiting.isEmpty() && line.unheard().compareTo(AHEAD_AT_MOST) < 0) {
            making = waiting.removeFirst();
            spoken.begins(making);
            utterance.sentenceAt(now);
            synthesise(plan.mouth().get(), utterance);
        }
    }

    TurnDecision play(Utterance utterance, AudioFrame frame, Instant now) {
        utterance.soundAt(now);
        spoken.sounded();
        line.play(utterance.turn(), frame);
        return new TurnDecision.KeepListening();
    }

    void sentenceMade(Utterance utterance, Instant now) {
        spoken.made();
        synthesis = null;
        goOn(utterance, now);
    }

    /**
     * The synthesizer failed: the next of the plan says the sentence, unless the caller has already heard a part of it.
     *
     * @return whether the agent can still speak
     */
    boolean sentenceFailed(Utterance utterance, Instant now) {
        synthesis = null;
        Mouth voices = plan.mouth().orElseThrow();
        if (mouth + 1 < voices.synthesizers().size()) {
            mouth++;
            if (spoken.hasBegunToSound()) {
                sentenceMade(utterance, now);
            } else {
                synthesise(voices, utterance);
            }
            return true;
        }
        return false;
    }

    /** Whether all that was to be said has become sound and the caller has heard it. */
    boolean isHeardOut() {
        return waiting.isEmpty()
                && synthesis == null
                && (plan.mouth().isEmpty() || line.unheard().isZero());
    }

    /** What the caller has heard of this utterance up to now, to the word. */
    String heard() {
        return plan.mouth().isEmpty() ? spoken.text() : spoken.heard(line.unheard());
    }

    void stop(int turn) {
        waiting.clear();
        sentences.rest();
        if (synthesis != null) {
            synthesis.cancel();
            synthesis = null;
        }
        if (plan.mouth().isPresent()) {
            line.fallSilent(turn);
        }
    }

    private void synthesise(Mouth voices, Utterance utterance) {
        var request = new SpeechSynthesizer.Request(making.strip(), plan.language(), voices.voice());
        int number = utterance.number();
        synthesis = voices.synthesizers().get(mouth).speak(request, new SpeechSynthesizer.Listener() {
            @Override
            public void spoke(AudioFrame frame) {
                call.accept(new SoundReady(number, frame));
            }

            @Override
            public void finished() {
                call.accept(new SentenceMade(number));
            }

            @Override
            public void failed(SpeechFailure failure) {
                call.accept(new SentenceFailed(number, failure));
            }
        });
    }
}
