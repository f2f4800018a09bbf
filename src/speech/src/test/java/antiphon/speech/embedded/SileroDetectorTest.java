package antiphon.speech.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
    void a_voice_after_a_long_silence_is_heard_as_soon_as_one_after_a_short_one() throws Exception {
        List<AudioFrame> speech = SpokenFixture.frames("slt-01.wav");
        assertEquals(firstVoice(speech, 20), firstVoice(speech, 500), 1);
    }

    private static int firstVoice(List<AudioFrame> speech, int silentFrames) throws Exception {
        try (SileroDetector detector = new SileroDetector()) {
            for (int i = 0; i < silentFrames; i++) {
                assertTrue(detector.voiceIn(AudioFrame.silence()) < 0.3);
            }
            int frame = 0;
            while (detector.voiceIn(speech.get(frame)) < 0.5) {
                frame++;
            }
            return frame;
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
