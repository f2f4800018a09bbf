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

    /** So many mute windows after which the model says 0.00 anyway: a quarter of a second. */
    private static final int MUTE_LONG = 8;

    private static final Duration TRAIL = Duration.ofMillis(80);

    private final Silero.Stream stream = Silero.shared().listen();
    private final short[] window = new short[Silero.WINDOW_SAMPLES];
    private int filled;
    private int muteWindows;
    private double latest;

    @Override
    public double voiceIn(AudioFrame frame) {
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

    /** Measured on ten spoken questions: 66 to 112 ms from the last audible sample until the likelihood falls below a third. */
    @Override
    public Duration trail() {
        return TRAIL;
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
