package antiphon.speech.embedded;

import antiphon.audio.AudioFrame;
import java.time.Duration;

/**
 * How loud a line was lately, in steps of {@link #STEP}: enough to say where a voice really began or ended once a model,
 * which needs a while, is sure that it did. Loud is what is no more than 24 dB below the loudest of the last seconds. One
 * thread.
 */
final class RecentLevels {
    static final Duration STEP = Duration.ofMillis(5);

    /** A quarter of a second: no model takes longer. */
    private static final int STEPS = 50;

    private static final int STEP_SAMPLES = AudioFrame.LENGTH_SAMPLES / 4;
    private static final double FAINT = 1.0 / 16;
    /** Within a word it is quiet for so many steps at most. */
    private static final int LONGEST_GAP = 10;
    /** By how much a peak counts less with each step after it: by half in three quarters of a second. */
    private static final double FADING = 0.9954;

    private final int[] peaks = new int[STEPS];
    private int next;
    private double loudest;

    void add(AudioFrame frame) {
        short[] samples = frame.samples();
        for (int from = 0; from < samples.length; from += STEP_SAMPLES) {
            int peak = 0;
            for (int i = from; i < from + STEP_SAMPLES; i++) {
                peak = Math.max(peak, Math.abs(samples[i]));
            }
            peaks[next] = peak;
            next = (next + 1) % STEPS;
            loudest = Math.max(peak, loudest * FADING);
        }
    }

    /** How long the line has not been loud, as far as is remembered. */
    Duration quiet() {
        int steps = 0;
        while (steps < STEPS && !isLoud(steps)) {
            steps++;
        }
        return STEP.multipliedBy(steps);
    }

    /** How long the line has been loud, but for gaps within words; nothing if it was ever since it is remembered. */
    Duration loud() {
        int first = 0;
        for (int steps = 0; steps < STEPS && steps - first <= LONGEST_GAP; steps++) {
            first = isLoud(steps) ? steps + 1 : first;
        }
        return first >= STEPS - LONGEST_GAP ? Duration.ZERO : STEP.multipliedBy(first);
    }

    private boolean isLoud(int stepsAgo) {
        return peaks[Math.floorMod(next - 1 - stepsAgo, STEPS)] > loudest * FAINT;
    }
}
