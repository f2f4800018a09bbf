package antiphon.speech;

import antiphon.audio.AudioFrame;
import java.time.Duration;

/** Tells voice from everything else, one frame at a time. One detector serves one call, on one thread. */
public interface VoiceActivityDetector extends AutoCloseable {
    /** @return the likelihood, 0 to 1, that this frame holds a voice */
    double voiceIn(AudioFrame frame);

    /** How long, on average, a voice that has ended still seems to last. */
    default Duration trail() {
        return Duration.ZERO;
    }

    @Override
    void close();
}
