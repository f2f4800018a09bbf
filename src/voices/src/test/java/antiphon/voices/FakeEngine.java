package antiphon.voices;

import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechRecognizer;
import antiphon.speech.SpeechSynthesizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Speaks a tone of 20 ms for each character, and hears what it is told to. English only. */
public final class FakeEngine {
    public final List<String> spoken = new ArrayList<>();
    public final Deque<String> toHear = new ArrayDeque<>();
    public boolean broken;

    SpeechSynthesizer mouth() {
        return new SpeechSynthesizer() {
            @Override
            public String name() {
                return "embedded";
            }

            @Override
            public Capabilities capabilities() {
                return new Capabilities(true, List.of("en"));
            }

            @Override
            public Synthesis speak(Request request, Listener listener) {
                spoken.add(request.text());
                if (broken) {
                    listener.failed(new SpeechFailure("embedded", "speak a sentence", "it is broken", false));
                } else {
                    request.text().chars().forEach(any -> listener.spoke(tone()));
                    listener.finished();
                }
                return () -> {};
            }
        };
    }

    public static AudioFrame tone() {
        short[] samples = new short[AudioFrame.LENGTH_SAMPLES];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8000 * Math.sin(2 * Math.PI * 440 * i / AudioFrame.SAMPLE_RATE_HZ));
        }
        return new AudioFrame(samples);
    }

    SpeechRecognizer ear() {
        return new SpeechRecognizer() {
            @Override
            public String name() {
                return "embedded";
            }

            @Override
            public Capabilities capabilities() {
                return new Capabilities(false, List.of("en"));
            }

            @Override
            public Recognition open(Request request, Listener listener) {
                return new Recognition() {
                    @Override
                    public void hear(AudioFrame frame, boolean voice) {}

                    @Override
                    public void settle() {
                        if (broken) {
                            listener.failed(new SpeechFailure("embedded", "hear", "it is broken", false));
                        } else {
                            listener.heard(
                                    SpeechRecognizer.Words.settled(toHear.isEmpty() ? "" : toHear.removeFirst()));
                        }
                    }

                    @Override
                    public void close() {}
                };
            }
        };
    }
}
