package antiphon.speech.embedded;

import antiphon.audio.AudioFrame;
import antiphon.audio.Reframer;
import antiphon.audio.Resampler;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechSynthesizer.Listener;
import antiphon.speech.SpeechSynthesizer.Request;
import antiphon.speech.SpeechSynthesizer.Synthesis;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One text on its way to becoming sound. Its clauses are made one after another, each on whichever worker is free, never
 * two at once; their sound runs through one resampler, so nothing clicks where they meet.
 */
final class ClauseByClause implements Synthesis {
    private static final Logger LOG = Logger.getLogger(ClauseByClause.class.getName());
    private static final double SLOWEST = 0.7;
    private static final double FASTEST = 1.2;

    private final Request request;
    private final Listener listener;
    private final Supplier<ClauseVoice> voices;
    private final Runnable whenOver;
    private final double speed;
    private final Reframer reframer = new Reframer();
    private final AtomicBoolean over = new AtomicBoolean();

    private volatile boolean cancelled;
    private @Nullable Queue<Clause> clauses;
    private @Nullable Resampler resampler;

    /** @param whenOver is run once, before the listener is told of the end */
    ClauseByClause(Request request, Listener listener, Supplier<ClauseVoice> voices, Runnable whenOver) {
        this.request = request;
        this.listener = listener;
        this.voices = voices;
        this.whenOver = whenOver;
        this.speed = Math.clamp(request.voice().speed(), SLOWEST, FASTEST);
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    /** @return whether there is more to say */
    boolean speakNextClause() {
        try {
            if (!cancelled) {
                speak(voices.get());
            }
            if (cancelled || clauses == null || clauses.isEmpty()) {
                finish();
            }
        } catch (RuntimeException | Error e) {
            // Not the message: it may hold the words.
            LOG.log(
                    Level.WARNING,
                    "The embedded voice could not speak a clause: {0}",
                    e.getClass().getName());
            fail("the voice could not speak a clause", true);
        }
        return !over.get();
    }

    void fail(String reason, boolean retryable) {
        if (over.compareAndSet(false, true)) {
            whenOver.run();
            listener.failed(new SpeechFailure(EmbeddedSynthesizer.NAME, "speak a sentence", reason, retryable));
        }
    }

    private void speak(ClauseVoice voice) {
        if (clauses == null) {
            clauses = new ArrayDeque<>(Clause.cut(voice.aloud(request.text())));
        }
        Clause clause = clauses.poll();
        if (clause != null) {
            Resampler toHouse =
                    resampler == null ? Resampler.between(voice.sampleRateHz(), AudioFrame.SAMPLE_RATE_HZ) : resampler;
            resampler = toHouse;
            voice.speak(clause, speed, samples -> {
                give(toHouse.resample(samples));
                return !cancelled && !Thread.currentThread().isInterrupted();
            });
        }
        if (Thread.currentThread().isInterrupted()) {
            fail("the voice is shutting down", false);
        }
    }

    private void finish() {
        if (over.get()) {
            return;
        }
        if (!cancelled && resampler != null) {
            give(resampler.flush());
            reframer.flush().ifPresent(listener::spoke);
        }
        if (over.compareAndSet(false, true)) {
            whenOver.run();
            listener.finished();
        }
    }

    private void give(short[] samples) {
        for (AudioFrame frame : reframer.add(samples)) {
            if (!cancelled) {
                listener.spoke(frame);
            }
        }
    }
}
