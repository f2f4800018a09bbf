package antiphon.speech.peers;

import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechSynthesizer.Listener;
import antiphon.speech.SpeechSynthesizer.Timing;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A listener that keeps what a synthesizer tells it. */
public final class Spoken implements Listener {
    private final List<AudioFrame> frames = new CopyOnWriteArrayList<>();
    private final List<Timing> timings = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final BlockingQueue<Optional<SpeechFailure>> end = new ArrayBlockingQueue<>(10);

    @Override
    public void spoke(AudioFrame frame) {
        frames.add(frame);
        begun.countDown();
    }

    @Override
    public void timed(List<Timing> known) {
        timings.addAll(known);
    }

    public List<Timing> timings() {
        return timings;
    }

    @Override
    public void finished() {
        end.add(Optional.empty());
    }

    @Override
    public void failed(SpeechFailure failure) {
        end.add(Optional.of(failure));
    }

    public void awaitFirstFrame() {
        Patience.await(begun);
    }

    /** How it ended: empty if well. */
    public Optional<SpeechFailure> end() {
        return Patience.next(end);
    }

    public boolean hasEndedTwice() {
        return !end.isEmpty();
    }

    public List<AudioFrame> frames() {
        return frames;
    }
}
