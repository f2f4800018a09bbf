package antiphon.speech.embedded;

import antiphon.audio.AudioFrame;
import antiphon.engines.Sphinx;
import antiphon.engines.SphinxWords;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechRecognizer.Listener;
import antiphon.speech.SpeechRecognizer.Recognition;
import antiphon.speech.SpeechRecognizer.Request;
import antiphon.speech.SpeechRecognizer.Words;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One call's ear: cuts the sound into utterances by the voice it is told of, and has each of them heard. Lives on the
 * call's thread; what was heard is told from the threads of the pool.
 */
final class EmbeddedRecognition implements Recognition {
    /** Sound before the voice that a recognizer is given: the first consonant, and a little silence to compare with. */
    private static final int PRE_ROLL_FRAMES = 16;
    /** So many frames of voice among the last few begin an utterance; a click is shorter. */
    private static final int FRAMES_OF_VOICE_TO_BEGIN = 3;

    private static final int FRAMES_LOOKED_AT_TO_BEGIN = 5;
    /** After 1.5 s without voice the recognizer is given back, settled or not. */
    private static final int FRAMES_OF_SILENCE_TO_END = 75;
    /** 30 s; whoever speaks on is heard in a next utterance. */
    private static final int LONGEST_UTTERANCE_FRAMES = 1500;

    private final RecognizerPool pool;
    private final Listener listener;
    private final Runnable closed;
    private final CompletableFuture<SphinxWords> words;
    private final Sphinx.CallersLine line;
    private final Deque<short[]> preRoll = new ArrayDeque<>();
    private final Deque<Boolean> voices = new ArrayDeque<>();
    private HeardTurn turn;
    private CompletableFuture<?> before = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> toldBefore = CompletableFuture.completedFuture(null);
    private @Nullable UtteranceSound utterance;
    private int silentFrames;
    private volatile boolean open = true;

    EmbeddedRecognition(RecognizerPool pool, Request request, Listener listener, Runnable closed) {
        this.pool = pool;
        this.listener = listener;
        this.closed = closed;
        this.words = pool.words(request.subject(), request.keywords());
        this.line = new Sphinx.CallersLine();
        this.turn = new HeardTurn(this::tellInterim);
    }

    @Override
    public void hear(AudioFrame frame, boolean voice) {
        if (!open) {
            return;
        }
        if (utterance == null) {
            waitForVoice(frame.samples(), voice);
        } else {
            goOn(utterance, frame.samples(), voice);
        }
    }

    private void waitForVoice(short[] samples, boolean voice) {
        preRoll.add(samples);
        voices.add(voice);
        if (preRoll.size() > PRE_ROLL_FRAMES + FRAMES_LOOKED_AT_TO_BEGIN) {
            preRoll.remove();
        }
        if (voices.size() > FRAMES_LOOKED_AT_TO_BEGIN) {
            voices.remove();
        }
        if (voices.stream().filter(Boolean::booleanValue).count() >= FRAMES_OF_VOICE_TO_BEGIN) {
            begin();
        }
    }

    private void begin() {
        UtteranceSound sound = new UtteranceSound(LONGEST_UTTERANCE_FRAMES);
        preRoll.forEach(sound::add);
        preRoll.clear();
        voices.clear();
        silentFrames = 0;
        utterance = sound;
        HeardTurn spokenIn = turn;
        // One caller's utterances are heard one after the other, whatever failed before.
        CompletableFuture<SphinxWords> ready =
                before.handle((done, failure) -> done).thenCompose(done -> words);
        CompletableFuture<Sphinx.Heard> heard = pool.hear(ready, line, sound, spokenIn::interim);
        before = heard;
        spokenIn.add(heard);
    }

    private void goOn(UtteranceSound sound, short[] samples, boolean voice) {
        boolean room = sound.add(samples);
        silentFrames = voice ? 0 : silentFrames + 1;
        if (!room || silentFrames >= FRAMES_OF_SILENCE_TO_END) {
            endUtterance(sound);
        }
    }

    private void endUtterance(UtteranceSound sound) {
        sound.end();
        utterance = null;
    }

    @Override
    public void settle() {
        if (!open) {
            return;
        }
        if (utterance != null) {
            endUtterance(utterance);
        }
        HeardTurn spoken = turn;
        turn = new HeardTurn(this::tellInterim);
        CompletableFuture<?> earlier = toldBefore;
        toldBefore = spoken.settled()
                .handle((heard, failure) -> earlier.thenRun(() -> tell(heard, failure)))
                .thenCompose(told -> told);
    }

    private void tell(@Nullable Words heard, @Nullable Throwable failure) {
        if (!open) {
            return;
        }
        if (heard != null) {
            listener.heard(heard);
        } else {
            String kind = failure == null ? "unknown" : failure.getClass().getSimpleName();
            listener.failed(
                    new SpeechFailure("embedded", "hear an utterance", "the recognizer gave up with " + kind, true));
        }
    }

    private void tellInterim(String text) {
        if (open) {
            listener.heard(Words.interim(text));
        }
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        if (utterance != null) {
            utterance.abandon();
            utterance = null;
        }
        closed.run();
    }
}
