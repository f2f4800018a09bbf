package antiphon.speech;

import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.AudioFrame;
import antiphon.speech.peers.Sounds;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LoudnessDetectorTest {
    private final Random random = new Random(1);

    private AudioFrame noise(int amplitude) {
        short[] samples = new short[AudioFrame.LENGTH_SAMPLES];
        for (int at = 0; at < samples.length; at++) {
            samples[at] = (short) (random.nextGaussian() * amplitude);
        }
        return new AudioFrame(samples);
    }

    @Test
    void silence_is_no_voice_and_a_loud_sound_is_one() {
        try (LoudnessDetector detector = new LoudnessDetector()) {
            assertTrue(detector.voiceIn(AudioFrame.silence()) < 0.1);
            assertTrue(detector.voiceIn(Sounds.voice()) > 0.9);
            assertTrue(detector.voiceIn(AudioFrame.silence()) < 0.1);
        }
    }

    @Test
    void a_steady_noise_becomes_background_and_a_voice_stands_out_of_it() {
        try (LoudnessDetector detector = new LoudnessDetector()) {
            for (int frame = 0; frame < 1_500; frame++) {
                detector.voiceIn(noise(600));
            }
            assertTrue(detector.voiceIn(noise(600)) < 0.2);
            assertTrue(detector.voiceIn(noise(6_000)) > 0.9);
        }
    }
}
