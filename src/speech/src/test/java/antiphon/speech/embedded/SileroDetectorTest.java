package antiphon.speech.embedded;

import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.AudioFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

class SileroDetectorTest {
    @Test
    void a_voice_is_told_from_silence() throws Exception {
        try (SileroDetector detector = new SileroDetector()) {
            List<AudioFrame> frames = SpokenFixture.frames("slt-01.wav");
            List<Double> voices = frames.stream().map(detector::voiceIn).toList();
            assertTrue(voices.subList(0, 20).stream().allMatch(voice -> voice < 0.3), "before " + voices);
            assertTrue(voices.stream().filter(voice -> voice > 0.8).count() > frames.size() / 3, "during " + voices);
            assertTrue(voices.getLast() < 0.3, "after " + voices);
        }
    }

    @Test
    void two_streams_do_not_hear_each_other() throws Exception {
        try (SileroDetector speaking = new SileroDetector();
                SileroDetector silent = new SileroDetector()) {
            for (AudioFrame frame : SpokenFixture.frames("slt-01.wav")) {
                speaking.voiceIn(frame);
                assertTrue(silent.voiceIn(AudioFrame.silence()) < 0.3);
            }
        }
    }
}
