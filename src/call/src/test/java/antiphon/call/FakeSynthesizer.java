package antiphon.call;

import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechSynthesizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Speaks one frame a character, at once, unless it is told to hold its breath. */
final class FakeSynthesizer implements SpeechSynthesizer {
    /** The first sample of each frame. */
    static final short MARK = 7;

    private final String name;
    final List<String> spoken = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    final Deque<Runnable> held = new ArrayDeque<>();
    List<Timing> timings = List.of();
    boolean holds;
    boolean fails;
    int framesBeforeFailure;
    int cancelled;

    FakeSynthesizer(String name) {
        this.name = name;
    }

    /** Lets the sound of everything held out. */
    void breathe() {
        while (!held.isEmpty()) {
            held.removeFirst().run();
        }
    }

    private static AudioFrame sound() {
        short[] samples = new short[AudioFrame.LENGTH_SAMPLES];
        samples[0] = MARK;
        return new AudioFrame(samples);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(false, List.of());
    }

    @Override
    public Synthesis speak(Request request, Listener listener) {
        spoken.add(request.text());
        requests.add(request);
        held.add(() -> {
            if (fails) {
                for (int i = 0; i < framesBeforeFailure; i++) {
                    listener.spoke(sound());
                }
                listener.failed(new SpeechFailure(name, "speaking", "the voice broke", true));
                return;
            }
            listener.timed(timings);
            for (int i = 0; i < request.text().length(); i++) {
                listener.spoke(sound());
            }
            listener.finished();
        });
        if (!holds) {
            breathe();
        }
        return () -> cancelled++;
    }
}
