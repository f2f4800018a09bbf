package antiphon.speech.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.speech.SpeechSynthesizer.Request;
import antiphon.speech.SpeechSynthesizer.Synthesis;
import antiphon.speech.SpeechSynthesizer.Voice;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The voice itself, heard through the port. */
class EmbeddedVoiceTest {
    private static final List<String> TEXTS = List.of(
            "Your appointment is confirmed for Tuesday at ten thirty in the morning.",
            "I can book, move or cancel an appointment for you, and I can tell you our opening hours.",
            "That comes to $42.50, due on 3/14.",
            "Thanks for calling. How can I help?");

    private static EmbeddedSynthesizer mouth;

    @BeforeAll
    static void open() {
        assertTrue(EmbeddedSynthesizer.isPresent());
        mouth = new EmbeddedSynthesizer(EmbeddedSynthesizerSettings.DEFAULT);
    }

    @AfterAll
    static void close() {
        mouth.close();
    }

    @Test
    void a_sentence_is_audible_as_long_as_it_takes_to_say_and_not_distorted() throws InterruptedException {
        short[] sound = spoken(TEXTS.get(0), Voice.DEFAULT).sound();
        double secondsAWord = sound.length / 16_000.0 / 12;
        assertTrue(secondsAWord > 0.2 && secondsAWord < 0.6, () -> secondsAWord + " s a word");
        double rms = Math.sqrt(IntStream.range(0, sound.length)
                .mapToDouble(i -> sound[i] * (double) sound[i])
                .average()
                .orElse(0));
        assertTrue(rms > 1_000 && rms < 8_000, () -> "rms " + rms);
        int loudest = IntStream.range(0, sound.length)
                .map(i -> Math.abs(sound[i]))
                .max()
                .orElse(0);
        assertTrue(loudest < Short.MAX_VALUE, "it clips");
    }

    @Test
    void it_falls_silent_after_the_last_word() throws InterruptedException {
        short[] sound = spoken(TEXTS.get(0), Voice.DEFAULT).sound();
        for (int i = sound.length - 16_000 / 5; i < sound.length; i++) {
            assertTrue(Math.abs(sound[i]) < 330, "still loud near the end");
        }
    }

    @Test
    void no_two_samples_jump_where_clauses_meet() throws InterruptedException {
        short[] sound = spoken(TEXTS.get(1), Voice.DEFAULT).sound();
        int steepest = IntStream.range(1, sound.length)
                .map(i -> Math.abs(sound[i] - sound[i - 1]))
                .max()
                .orElse(0);
        int steepestOfOneClause = 0;
        for (String clause : List.of(
                "I can book, move or cancel an appointment for you,", "and I can tell you our opening hours.")) {
            short[] alone = spoken(clause, Voice.DEFAULT).sound();
            steepestOfOneClause = Math.max(
                    steepestOfOneClause,
                    IntStream.range(1, alone.length)
                            .map(i -> Math.abs(alone[i] - alone[i - 1]))
                            .max()
                            .orElse(0));
        }
        assertTrue(steepest <= steepestOfOneClause * 1.05, steepest + " against " + steepestOfOneClause);
    }

    @Test
    void calls_at_once_hear_what_each_would_hear_alone() throws InterruptedException {
        short[][] alone = new short[TEXTS.size()][];
        for (int i = 0; i < alone.length; i++) {
            alone[i] = spoken(TEXTS.get(i), Voice.DEFAULT).sound();
        }
        HeardSpeech[] together = new HeardSpeech[3 * alone.length];
        for (int i = 0; i < together.length; i++) {
            together[i] = new HeardSpeech();
            mouth.speak(EmbeddedSynthesizerTest.english(TEXTS.get(i % alone.length)), together[i]);
        }
        for (int i = 0; i < together.length; i++) {
            assertArrayEquals(alone[i % alone.length], together[i].untilOver().sound());
        }
    }

    @Test
    void speed_shortens_and_stretches_speech() throws InterruptedException {
        double natural = spoken(TEXTS.get(0), Voice.DEFAULT).sound().length - 4_800;
        assertEquals(1 / 1.2, (spoken(TEXTS.get(0), at(1.2)).sound().length - 4_800) / natural, 0.03);
        assertEquals(1 / 0.7, (spoken(TEXTS.get(0), at(0.7)).sound().length - 4_800) / natural, 0.05);
        assertArrayEquals(
                spoken(TEXTS.get(0), at(1.2)).sound(),
                spoken(TEXTS.get(0), at(5)).sound());
    }

    @Test
    void a_sentence_cut_off_in_the_middle_of_a_clause_ends_there() throws InterruptedException {
        var cutOff = new CompletableFuture<Synthesis>();
        int[] frames = {0};
        HeardSpeech heard = new HeardSpeech(frame -> {
            if (++frames[0] == 25) {
                cutOff.join().cancel();
            }
        });
        cutOff.complete(mouth.speak(EmbeddedSynthesizerTest.english(TEXTS.get(0)), heard));
        heard.untilOver();
        assertEquals(25 * 320, heard.sound().length);
        assertTrue(heard.failures().isEmpty());
        assertArrayEquals(Arrays.copyOf(spoken(TEXTS.get(0), Voice.DEFAULT).sound(), 25 * 320), heard.sound());
    }

    @Test
    void what_cannot_be_said_is_left_out() throws InterruptedException {
        assertEquals(0, spoken("… 😀 !?", Voice.DEFAULT).sound().length);
        assertArrayEquals(
                spoken("Good morning.", Voice.DEFAULT).sound(),
                spoken("Good morning 😀 日本.", Voice.DEFAULT).sound());
    }

    @Test
    void warming_up_leaves_the_voice_as_it_is() throws InterruptedException {
        short[] before = spoken("Good morning.", Voice.DEFAULT).sound();
        mouth.warmUp().join();
        assertArrayEquals(before, spoken("Good morning.", Voice.DEFAULT).sound());
    }

    private static Voice at(double speed) {
        return new Voice("", "", 0.5, 0.8, speed);
    }

    private static HeardSpeech spoken(String text, Voice voice) throws InterruptedException {
        HeardSpeech heard = new HeardSpeech();
        mouth.speak(new Request(text, "en", voice), heard);
        heard.untilOver();
        assertTrue(heard.failures().isEmpty(), () -> heard.failures().toString());
        return heard;
    }
}
