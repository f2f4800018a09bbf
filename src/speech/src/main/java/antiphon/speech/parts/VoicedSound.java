package antiphon.speech.parts;

import antiphon.audio.AudioFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Gathers one utterance for a recognizer that hears it whole: what was said, a little of what came before (the detector
 * notices a voice late) and the pauses within. The call's thread alone.
 */
public final class VoicedSound {
    /** 300 ms. */
    static final int PRE_ROLL_FRAMES = 15;

    /** 60 ms: less is a click. */
    static final int FEWEST_VOICED_FRAMES = 3;

    /** Two minutes; of a longer utterance the beginning is let go. */
    static final int MOST_FRAMES = 6_000;

    private final Deque<AudioFrame> frames = new ArrayDeque<>();
    private int voiced;

    public void add(AudioFrame frame, boolean voice) {
        frames.add(frame);
        if (voice) {
            voiced++;
        }
        if (frames.size() > (voiced == 0 ? PRE_ROLL_FRAMES : MOST_FRAMES)) {
            frames.remove();
        }
    }

    /** @return the samples of the utterance, 16 kHz, if there was one; the next begins here */
    public Optional<short[]> take() {
        boolean spoken = voiced >= FEWEST_VOICED_FRAMES;
        voiced = 0;
        if (!spoken) {
            while (frames.size() > PRE_ROLL_FRAMES) {
                frames.remove();
            }
            return Optional.empty();
        }
        short[] samples = new short[frames.size() * AudioFrame.LENGTH_SAMPLES];
        int at = 0;
        for (AudioFrame frame : frames) {
            System.arraycopy(frame.samples(), 0, samples, at, AudioFrame.LENGTH_SAMPLES);
            at += AudioFrame.LENGTH_SAMPLES;
        }
        frames.clear();
        return Optional.of(samples);
    }
}
