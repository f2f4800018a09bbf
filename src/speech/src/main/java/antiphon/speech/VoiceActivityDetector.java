package antiphon.speech;

import antiphon.audio.AudioFrame;
import java.time.Duration;

/** Tells voice from everything else, one frame at a time. One detector serves one call, on one thread. */
public interface VoiceActivityDetector extends AutoCloseable {
    /** @return the likelihood, 0 to 1, that this frame holds a voice */
    double voiceIn(AudioFrame frame);

    /**
     * How long ago a voice that has just begun, or fallen silent, really did so, as far as the detector can tell: until the
     * end of the frame that was told of last. Asked after the first frame with a voice and after the first without.
     */
    default Duration lag() {
        return AudioFrame.LENGTH;
    }

    @Override
    void close();
}
