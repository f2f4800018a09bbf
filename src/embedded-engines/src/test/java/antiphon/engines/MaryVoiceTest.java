package antiphon.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MaryVoiceTest {
    private static MaryVoice voice;

    @BeforeAll
    static void open() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            voice = MaryVoice.open();
            assertSame(
                    ClassLoader.getPlatformClassLoader(), Thread.currentThread().getContextClassLoader());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void a_clause_is_given_away_in_chunks_of_twenty_milliseconds() {
        int[] samples = {0};
        voice.speak("Thanks for calling.", 1, 300, chunk -> {
            assertEquals(0, samples[0] % 960, "only the last chunk may be shorter");
            samples[0] += chunk.length;
            return true;
        });
        assertTrue(samples[0] > MaryVoice.SAMPLE_RATE_HZ && samples[0] < 3 * MaryVoice.SAMPLE_RATE_HZ);
    }

    @Test
    void the_pause_after_the_last_word_is_as_long_as_asked_for() {
        assertEquals(lengthOf("Hello.", 1, 100) + MaryVoice.SAMPLE_RATE_HZ / 5, lengthOf("Hello.", 1, 300), 960);
    }

    @Test
    void a_change_of_speed_is_exact_and_leaves_other_speech_alone() {
        double natural = lengthOf("Your appointment is confirmed for Tuesday.", 1, 100);
        double faster = lengthOf("Your appointment is confirmed for Tuesday.", 1.1, 100);
        assertEquals(1 / 1.1, (faster - 4_800) / (natural - 4_800), 0.02);
        assertEquals(natural, lengthOf("Your appointment is confirmed for Tuesday.", 1, 100));
    }

    @Test
    void nobody_who_has_heard_enough_is_told_more() {
        int[] chunks = {0};
        voice.speak("Your appointment is confirmed for Tuesday.", 1, 300, chunk -> ++chunks[0] < 3);
        assertEquals(3, chunks[0]);
    }

    @Test
    void what_has_no_sound_has_no_samples() {
        for (String silent : new String[] {"", " ", ".", ",", "?!"}) {
            assertEquals(0, lengthOf(silent, 1, 300));
        }
    }

    @Test
    void no_log_file_is_written() {
        lengthOf("Hello.", 1, 100);
        assertFalse(Files.exists(Path.of("log", "server.log")));
    }

    private static int lengthOf(String clause, double speed, int pauseMillis) {
        int[] samples = {0};
        voice.speak(clause, speed, pauseMillis, chunk -> {
            samples[0] += chunk.length;
            return true;
        });
        return samples[0];
    }
}
