package antiphon.call;

import antiphon.audio.AudioFrame;
import antiphon.call.CallEvent.HearingFailed;
import antiphon.call.CallEvent.WordsHeard;
import antiphon.call.CallPlan.Ears;
import antiphon.call.Recovering.Remedy;
import antiphon.call.Recovering.Setback.Deaf;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechRecognizer;
import antiphon.speech.SpeechRecognizer.Recognition;
import antiphon.speech.SpeechRecognizer.Words;
import antiphon.speech.SpeechUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The caller's sound on its way to becoming words. When a recognizer fails, the next of the plan takes over. Lives on the
 * call's thread.
 */
final class Hearing {
    /** Voice begins at this likelihood and lasts until it falls below the other, so that a soft syllable is no pause. */
    private static final double VOICE_BEGINS = 0.5;

    private static final double VOICE_ENDS = 0.35;

    private Ears ears;
    private final Consumer<CallEvent> call;
    private int chosen;
    private int ear;
    private Recognition recognition;
    private double likelihood;
    private boolean voice;
    private Duration lag = AudioFrame.LENGTH;
    private boolean deaf;

    /** @throws SpeechUnavailable when none of the plan's recognizers has room for this call */
    Hearing(Ears ears, Consumer<CallEvent> call) {
        this.ears = ears;
        this.call = call;
        this.recognition = open();
    }

    /**
     * @param listens whether what the caller says counts at this moment
     * @return whether the caller's voice is in this frame
     */
    boolean hear(AudioFrame frame, boolean listens) {
        likelihood = ears.voiceActivity().voiceIn(frame);
        boolean before = voice;
        voice = likelihood >= (before ? VOICE_ENDS : VOICE_BEGINS);
        if (before != voice) {
            lag = ears.voiceActivity().lag();
        }
        if (!deaf) {
            recognition.hear(frame, voice && listens);
        }
        return voice;
    }

    /** The likelihood, 0 to 1, that the last frame held a voice. */
    double likelihood() {
        return likelihood;
    }

    /** How long ago, when it was told, the voice really began or fell silent the last time it did. */
    Duration lag() {
        return lag;
    }

    double isTurnOver(String words, String language) {
        return ears.endOfTurn().turnIsOver(words, language);
    }

    void settle() {
        if (!deaf) {
            recognition.settle();
        }
    }

    boolean isCurrent(int of) {
        return of == ear;
    }

    String provider() {
        return ears.recognizers().get(chosen).name();
    }

    /** Does what is to be done about a recognizer that failed. */
    Remedy recover() {
        recognition.close();
        Optional<Recognition> next = openFrom(chosen + 1);
        next.ifPresent(opened -> recognition = opened);
        deaf = next.isEmpty();
        return Recovering.after(new Deaf(next.isPresent()));
    }

    /**
     * Listens as another plan wants it, with other recognizers or for another language. When nobody of that plan has room,
     * whoever listened listens on.
     */
    void become(Ears next) {
        Ears former = ears;
        Recognition formerRecognition = recognition;
        int formerChosen = chosen;
        ears = next;
        if (!next.voiceActivity().equals(former.voiceActivity())) {
            former.voiceActivity().close();
        }
        if (next.request().equals(former.request()) && next.recognizers().equals(former.recognizers())) {
            return;
        }
        Optional<Recognition> opened = openFrom(0);
        if (opened.isPresent()) {
            if (!deaf) {
                formerRecognition.close();
            }
            recognition = opened.get();
            deaf = false;
        } else {
            ears = new Ears(former.recognizers(), former.request(), next.voiceActivity(), next.endOfTurn());
            chosen = formerChosen;
        }
    }

    void stop() {
        if (!deaf) {
            recognition.close();
        }
        ears.voiceActivity().close();
    }

    private Recognition open() {
        return openFrom(0).orElseThrow(() -> new SpeechUnavailable("no speech recognizer has room for another call"));
    }

    private Optional<Recognition> openFrom(int first) {
        for (chosen = first; chosen < ears.recognizers().size(); chosen++) {
            try {
                return Optional.of(ears.recognizers().get(chosen).open(ears.request(), listenerOf(++ear)));
            } catch (SpeechUnavailable full) {
                // The next one may have room.
            }
        }
        return Optional.empty();
    }

    private SpeechRecognizer.Listener listenerOf(int opened) {
        return new SpeechRecognizer.Listener() {
            @Override
            public void heard(Words words) {
                call.accept(new WordsHeard(opened, words));
            }

            @Override
            public void failed(SpeechFailure failure) {
                call.accept(new HearingFailed(opened, failure));
            }
        };
    }
}
