package antiphon.speech.embedded;

import antiphon.audio.AudioFrame;
import antiphon.engines.Silero;
import antiphon.speech.VoiceActivityDetector;
import java.time.Duration;

/**
 * Silero VAD, fed with frames of 20 ms though it thinks in windows of 32 ms: up to 12 ms late, about 0.1 ms of
 * work a window. Of a line that has been all but mute for a while nothing is asked: half of a call is listening.
 */
public final class SileroDetector implements VoiceActivityDetector {
    /** Of 32768: the hiss of a line, far below any voice. */
    private static final int MUTE = 40;

    private static final double HALF = 0.5;

    /** So many mute windows after which the model says 0.00 anyway: a quarter of a second. */
    private static final int MUTE_LONG = 8;

    /** Measured on ten spoken questions: so late, at least and at most, the model says that a voice has ended. */
    private static final Duration LEAST_END_LAG = Duration.ofMillis(60);

    private static final Duration MOST_END_LAG = Duration.ofMillis(140);

    /** And so late, at most, that one has begun. */
    private static final Duration MOST_BEGIN_LAG = Duration.ofMillis(100);

    private final Silero.Stream stream = Silero.shared().listen();
    private final short[] window = new short[Silero.WINDOW_SAMPLES];
    private int filled;
    private int muteWindows;
    private final RecentLevels levels = new RecentLevels();
    private double latest;

    @Override
    public double voiceIn(AudioFrame frame) {
        levels.add(frame);
        short[] samples = frame.samples();
        int taken = 0;
        while (taken < samples.length) {
            int length = Math.min(samples.length - taken, window.length - filled);
            System.arraycopy(samples, taken, window, filled, length);
            taken += length;
            filled += length;
            if (filled == window.length) {
                latest = voiceInWindow();
                filled = 0;
            }
        }
        return latest;
    }

    /** From where the line became loud or quiet; in noise, which is loud all the time, no more than is sure. */
    @Override
    public Duration lag() {
        return latest >= HALF
                ? within(AudioFrame.LENGTH, levels.loud(), MOST_BEGIN_LAG)
                : within(LEAST_END_LAG, levels.quiet(), MOST_END_LAG);
    }

    private static Duration within(Duration least, Duration found, Duration most) {
        return found.compareTo(least) < 0 ? least : found.compareTo(most) > 0 ? most : found;
    }

    private double voiceInWindow() {
        muteWindows = isMute() ? muteWindows + 1 : 0;
        return muteWindows > MUTE_LONG ? 0 : stream.voiceIn(window);
    }

    private boolean isMute() {
        for (short sample : window) {
            if (Math.abs(sample) > MUTE) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        stream.close();
    }

    /** Whether the engine is on the class path of this server. */
    public static boolean isPresent() {
        return EngineLibrary.has("antiphon.engines.Silero", "ai.onnxruntime.OrtEnvironment");
    }
}
