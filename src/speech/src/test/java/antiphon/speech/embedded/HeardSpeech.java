package antiphon.speech.embedded;

import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechSynthesizer.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps what a synthesizer said, and how often it said that it was over. */
final class HeardSpeech implements Listener {
    private final List<AudioFrame> frames = new ArrayList<>();
    private final List<SpeechFailure> failures = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Consumer<AudioFrame> alsoTold;
    private int finished;

    HeardSpeech() {
        this(frame -> {});
    }

    HeardSpeech(Consumer<AudioFrame> alsoTold) {
        this.alsoTold = alsoTold;
    }

    @Override
    public synchronized void spoke(AudioFrame frame) {
        frames.add(frame);
        alsoTold.accept(frame);
    }

    @Override
    public synchronized void finished() {
        finished++;
        over.countDown();
    }

    @Override
    public synchronized void failed(SpeechFailure failure) {
        failures.add(failure);
        over.countDown();
    }

    HeardSpeech untilOver() throws InterruptedException {
        if (!over.await(2, TimeUnit.MINUTES)) {
            throw new AssertionError("the synthesizer never came to an end");
        }
        return this;
    }

    synchronized short[] sound() {
        short[] sound = new short[frames.size() * AudioFrame.LENGTH_SAMPLES];
        for (int i = 0; i < frames.size(); i++) {
            System.arraycopy(
                    frames.get(i).samples(), 0, sound, i * AudioFrame.LENGTH_SAMPLES, AudioFrame.LENGTH_SAMPLES);
        }
        return sound;
    }

    synchronized List<SpeechFailure> failures() {
        return List.copyOf(failures);
    }

    synchronized int timesOver() {
        return finished + failures.size();
    }
}
