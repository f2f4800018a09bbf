package antiphon.speech.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.AudioFrame;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** The milliseconds at which something can be heard. */
    private static IntSummaryStatistics audible(List<AudioFrame> frames) {
        return IntStream.range(0, frames.size() * AudioFrame.LENGTH_SAMPLES)
                .filter(at ->
                        Math.abs(frames.get(at / AudioFrame.LENGTH_SAMPLES).samples()[at % AudioFrame.LENGTH_SAMPLES])
                                > 500)
                .map(at -> at / (AudioFrame.SAMPLE_RATE_HZ / 1000))
                .summaryStatistics();
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

    /** The model is late by 20 to 110 ms, differently each time; what it says of its lag takes nearly all of that back. */
    @ParameterizedTest
    @ValueSource(strings = {"rms-07.wav", "slt-01.wav"})
    void where_a_voice_began_and_ended_is_known_better_than_when_the_model_noticed(String question) throws Exception {
        List<AudioFrame> spoken = SpokenFixture.frames(question);
        try (SileroDetector detector = new SileroDetector()) {
            boolean voice = false;
            long began = 0;
            long ended = 0;
            for (int i = 0; i < spoken.size(); i++) {
                boolean before = voice;
                voice = detector.voiceIn(spoken.get(i)) >= (before ? 0.35 : 0.5);
                long changed = (i + 1) * 20 - detector.lag().toMillis();
                began = voice && !before && began == 0 ? changed : began;
                ended = before && !voice ? changed : ended;
            }
            assertEquals(audible(spoken).getMin(), began, 30);
            assertEquals(audible(spoken).getMax(), ended, 30);
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
