package antiphon.call;

import antiphon.audio.Ambience;
import antiphon.audio.AudioFrame;
import antiphon.call.CallEvent.SentenceFailed;
import antiphon.call.CallEvent.SentenceMade;
import antiphon.call.CallEvent.SoundReady;
import antiphon.call.CallEvent.SoundTimed;
import antiphon.call.CallPlan.Mouth;
import antiphon.call.CallPlan.OtherVoice;
import antiphon.call.Recovering.Remedy;
import antiphon.call.Recovering.Setback.Mute;
import antiphon.call.VoiceMarks.Passage;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechSynthesizer;
import antiphon.speech.SpeechSynthesizer.Synthesis;
import antiphon.speech.SpeechSynthesizer.Timing;
import antiphon.speech.SpeechSynthesizer.Voice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's words on their way to becoming sound, a sentence at a time. When a synthesizer fails or keeps silent, another
 * of the plan takes over for the rest of the call. Lives on the call's thread.
 *
 * <p>Without a mouth, in a conversation of text, words count as heard when they are written.
 */
final class Speaking {
    /** Sound is made at most this far ahead of the caller's ear, so that little is wasted on one who cuts in. */
    static final Duration AHEAD_AT_MOST = Duration.ofSeconds(12);

    private static final int HUM_AHEAD_FRAMES = 3;
    private static final Duration HUM_AHEAD = AudioFrame.LENGTH.multipliedBy(HUM_AHEAD_FRAMES);
    private static final double HUM_VOLUME = 0.15;

    private final Line line;
    private final Consumer<CallEvent> call;
    private final Deque<Breath> waiting = new ArrayDeque<>();
    private final Deque<Timing> timings = new ArrayDeque<>();
    private CallPlan plan;
    private Sentences sentences;
    private Spoken spoken = new Spoken();
    private @Nullable Synthesis synthesis;
    private Instant lastSound = Instant.EPOCH;
    private Breath making = new Breath("", Optional.empty());
    private Optional<OtherVoice> voice = Optional.empty();
    private Ambience.@Nullable Preset hummed;
    private Ambience ambience = new Ambience(Ambience.Preset.TYPING, HUM_VOLUME);
    private int turn;
    private int madeMillis;
    private int asked;
    private int mouth;
    private boolean retried;

    /** What is made sound of at once. */
    private record Breath(String text, Optional<OtherVoice> voice) {}

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

    /** Voices that what is said may be marked with. */
    List<OtherVoice> otherVoices() {
        return plan.mouth().map(Mouth::others).orElse(List.of());
    }

    void begin(int ofTurn) {
        turn = ofTurn;
        hummed = null;
        waiting.clear();
        sentences.rest();
        voice = Optional.empty();
        spoken = new Spoken();
    }

    void say(Utterance utterance, Passage passage, Instant now) {
        if (!voice.equals(passage.voice()) && !passage.text().isBlank()) {
            if (!sentences.isBlank()) {
                wait(sentences.rest());
            }
            voice = passage.voice();
        }
        wait(sentences.add(passage.text()));
        goOn(utterance, now);
    }

    void sayRest(Utterance utterance, Instant now) {
        wait(sentences.rest());
        goOn(utterance, now);
    }

    private void wait(List<String> texts) {
        texts.forEach(text -> waiting.add(new Breath(text, voice)));
    }

    /** Makes sound of the next sentence, if none is being made and the caller has not too much to hear yet. */
    void goOn(Utterance utterance, Instant now) {
        if (plan.mouth().isEmpty()) {
            waiting.forEach(breath -> spoken.wrote(breath.text()));
            waiting.clear();
        } else if (synthesis == null && !waiting.isEmpty() && line.unheard().compareTo(AHEAD_AT_MOST) < 0) {
            making = waiting.removeFirst();
            spoken.begins(making.text());
            utterance.sentenceAt(now);
            retried = false;
            synthesise(now);
        }
    }

    /** Whether what comes bearing this number is the sound waited for. */
    boolean awaits(int number) {
        return synthesis != null && number == asked;
    }

    void play(Utterance utterance, AudioFrame frame, Instant now) {
        lastSound = now;
        utterance.soundAt(now);
        spoken.sounded();
        line.play(utterance.turn(), frame, beginning());
    }

    /** What of the sentence is heard when. */
    void timed(List<Timing> known) {
        spoken.timed(known);
        timings.addAll(known);
    }

    /** What begins to be heard in the next frame of the sentence, counted from the frame's beginning. */
    private List<Timing> beginning() {
        int from = madeMillis;
        madeMillis += (int) AudioFrame.LENGTH.toMillis();
        if (timings.isEmpty()) {
            return List.of();
        }
        List<Timing> beginning = new ArrayList<>();
        while (!timings.isEmpty() && timings.getFirst().startMillis() < madeMillis) {
            Timing next = timings.removeFirst();
            beginning.add(new Timing(next.text(), Math.max(0, next.startMillis() - from), next.lengthMillis()));
        }
        return beginning;
    }

    void sentenceMade(Utterance utterance, Instant now) {
        spoken.made();
        synthesis = null;
        goOn(utterance, now);
    }

    /** The caller hears this while there is nothing to say: a little ahead of his ear, so that words follow at once. */
    void hum(Ambience.Preset preset) {
        if (synthesis != null || !waiting.isEmpty()) {
            return;
        }
        if (!preset.equals(hummed)) {
            hummed = preset;
            ambience = new Ambience(preset, HUM_VOLUME);
        }
        for (int i = 0; i < HUM_AHEAD_FRAMES && line.unheard().compareTo(HUM_AHEAD) < 0; i++) {
            spoken.hummed();
            line.play(turn, ambience.next());
        }
    }

    /** The synthesizer has kept silent for longer than the plan bears. */
    Optional<SpeechFailure> silence(Instant now) {
        Duration most = plan.manners().patience().soundComes();
        return synthesis != null && !now.isBefore(lastSound.plus(most))
                ? Optional.of(new SpeechFailure(
                        plan.mouth().orElseThrow().synthesizers().get(mouth).name(),
                        "speaking",
                        "kept silent for " + most.toSeconds() + " s",
                        false))
                : Optional.empty();
    }

    /** Does what is to be done about a synthesizer that failed, unless nothing can be done. */
    Remedy recover(SpeechFailure failure, Utterance utterance, Instant now) {
        boolean begun = spoken.hasBegunToSound();
        boolean anotherLeft =
                mouth + 1 < plan.mouth().orElseThrow().synthesizers().size();
        Remedy remedy = Recovering.after(new Mute(begun, anotherLeft, failure.retryable() && !retried));
        stopMaking();
        switch (remedy) {
            case TRY_NEXT -> {
                mouth++;
                // Half a sentence is not begun anew: the caller has heard a part of it.
                if (begun) {
                    sentenceMade(utterance, now);
                } else {
                    spoken.beginsAnew();
                    synthesise(now);
                }
            }
            case TRY_AGAIN -> {
                retried = true;
                spoken.beginsAnew();
                synthesise(now);
            }
            case LEAVE_IT, APOLOGISE, HANG_UP -> {}
        }
        return remedy;
    }

    /** Whether all that was to be said has become sound and the caller has heard it. */
    boolean isHeardOut() {
        return waiting.isEmpty() && synthesis == null && (plan.mouth().isEmpty() || spoken.isHeardOut(line.unheard()));
    }

    /** What the caller has heard of this utterance up to now, to the word. */
    String heard() {
        return plan.mouth().isEmpty() ? spoken.text() : spoken.heard(line.unheard());
    }

    void stop(int turn) {
        waiting.clear();
        sentences.rest();
        stopMaking();
        if (plan.mouth().isPresent()) {
            line.fallSilent(turn);
        }
    }

    private void stopMaking() {
        if (synthesis != null) {
            synthesis.cancel();
            synthesis = null;
        }
    }

    /** Whoever does not speak another voice's language speaks the words as those of the call's. */
    private SpeechSynthesizer.Request request(SpeechSynthesizer synthesizer, Voice own) {
        String language = making.voice()
                .map(OtherVoice::language)
                .filter(other -> !other.isEmpty() && synthesizer.capabilities().speaks(other))
                .orElse(plan.language());
        Voice speaks = making.voice().map(OtherVoice::voice).orElse(own);
        return new SpeechSynthesizer.Request(making.text().strip(), language, speaks);
    }

    private void synthesise(Instant now) {
        Mouth voices = plan.mouth().orElseThrow();
        int number = ++asked;
        lastSound = now;
        madeMillis = 0;
        timings.clear();
        SpeechSynthesizer synthesizer = voices.synthesizers().get(mouth);
        synthesis = synthesizer.speak(request(synthesizer, voices.voice()), new SpeechSynthesizer.Listener() {
            @Override
            public void spoke(AudioFrame frame) {
                call.accept(new SoundReady(number, frame));
            }

            @Override
            public void timed(List<Timing> known) {
                call.accept(new SoundTimed(number, known));
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
