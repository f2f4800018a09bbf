package antiphon.speech.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechSynthesizer.Request;
import antiphon.speech.SpeechSynthesizer.Synthesis;
import antiphon.speech.SpeechSynthesizer.Voice;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EmbeddedSynthesizerTest {
    private static final String TWO_CLAUSES = "one two three four, five six seven eight. ";

    @Test
    void clauses_follow_each_other_without_a_gap() throws InterruptedException {
        ScriptedVoice voice = new ScriptedVoice();
        try (var mouth = mouth(2, 8, voice)) {
            HeardSpeech heard = speak(mouth, TWO_CLAUSES + "End.");
            assertEquals(List.of("one two three four,", "five six seven eight.", "End."), voice.begun);
            String[] words = {"one", "two", "three", "four,", "five", "six", "seven", "eight.", "End."};
            assertArrayEquals(ScriptedVoice.soundOf(words), heard.sound());
            assertEquals(1, heard.timesOver());
            assertTrue(heard.failures().isEmpty());
        }
    }

    @Test
    void a_text_that_is_cut_off_ends_before_its_next_word() throws Exception {
        ScriptedVoice voice = new ScriptedVoice();
        try (var mouth = mouth(1, 8, voice)) {
            var cutOff = new CompletableFuture<Synthesis>();
            HeardSpeech heard = new HeardSpeech(frame -> cutOff.join().cancel());
            cutOff.complete(mouth.speak(english(TWO_CLAUSES.repeat(20)), heard));
            heard.untilOver();
            assertEquals(1, voice.begun.size());
            assertArrayEquals(ScriptedVoice.soundOf("one"), heard.sound());
            assertEquals(1, heard.timesOver());
            assertTrue(heard.failures().isEmpty());
        }
    }

    @Test
    void a_text_cut_off_while_it_waits_is_never_begun() throws InterruptedException {
        Semaphore mayBegin = new Semaphore(0);
        ScriptedVoice voice = new ScriptedVoice(mayBegin);
        try (var mouth = mouth(1, 8, voice)) {
            HeardSpeech first = new HeardSpeech();
            mouth.speak(english("First."), first);
            HeardSpeech second = new HeardSpeech();
            mouth.speak(english("Second."), second).cancel();
            mayBegin.release(9);
            first.untilOver();
            second.untilOver();
            assertEquals(List.of("First."), voice.begun);
            assertEquals(0, second.sound().length);
        }
    }

    @Test
    void nothing_to_say_is_said_at_once() throws InterruptedException {
        try (var mouth = mouth(1, 8, new ScriptedVoice())) {
            HeardSpeech heard = speak(mouth, "  ");
            assertEquals(0, heard.sound().length);
            assertEquals(1, heard.timesOver());
            assertTrue(heard.failures().isEmpty());
        }
    }

    @Test
    void a_voice_that_breaks_says_so_and_speaks_the_next_text() throws InterruptedException {
        try (var mouth = mouth(1, 8, new ScriptedVoice())) {
            HeardSpeech broken = speak(mouth, "This is all unspeakable.");
            assertEquals(
                    List.of(new SpeechFailure(
                            "embedded", "speak a sentence", "the voice could not speak a clause", true)),
                    broken.failures());
            assertEquals(1, broken.timesOver());
            assertArrayEquals(
                    ScriptedVoice.soundOf("Fine."), speak(mouth, "Fine.").sound());
        }
    }

    @Test
    void a_listener_that_breaks_is_told_of_the_failure_once() throws InterruptedException {
        try (var mouth = mouth(1, 8, new ScriptedVoice())) {
            HeardSpeech broken = new HeardSpeech(frame -> {
                throw new IllegalStateException("this ear breaks");
            });
            mouth.speak(english(TWO_CLAUSES), broken);
            assertEquals(1, broken.untilOver().failures().size());
            assertEquals(1, broken.timesOver());
            assertTrue(speak(mouth, "Fine.").failures().isEmpty());
        }
    }

    @Test
    void a_long_text_keeps_no_other_call_silent() throws InterruptedException {
        Semaphore mayBegin = new Semaphore(0);
        ScriptedVoice voice = new ScriptedVoice(mayBegin);
        try (var mouth = mouth(1, 8, voice)) {
            HeardSpeech talkative = new HeardSpeech();
            mouth.speak(english("A one. A two. A three."), talkative);
            HeardSpeech brief = new HeardSpeech();
            mouth.speak(english("B one. B two."), brief);
            mayBegin.release(9);
            talkative.untilOver();
            brief.untilOver();
            assertEquals(List.of("A one.", "B one.", "A two.", "B two.", "A three."), voice.begun);
            assertArrayEquals(ScriptedVoice.soundOf("B", "one.", "B", "two."), brief.sound());
        }
    }

    @Test
    void one_text_more_than_may_wait_is_refused_and_room_comes_back() throws InterruptedException {
        Semaphore mayBegin = new Semaphore(0);
        try (var mouth = mouth(1, 2, new ScriptedVoice(mayBegin))) {
            HeardSpeech first = new HeardSpeech();
            HeardSpeech second = new HeardSpeech();
            HeardSpeech third = new HeardSpeech();
            mouth.speak(english("First."), first);
            mouth.speak(english("Second."), second);
            mouth.speak(english("Third."), third);
            SpeechFailure refused = third.untilOver().failures().getFirst();
            assertEquals("too many sentences are waiting to be spoken", refused.reason());
            assertTrue(refused.retryable());
            mayBegin.release(9);
            first.untilOver();
            second.untilOver();
            assertTrue(speak(mouth, "Fourth.").failures().isEmpty());
        }
    }

    @Test
    void another_language_is_refused() throws InterruptedException {
        try (var mouth = mouth(1, 8, new ScriptedVoice())) {
            HeardSpeech heard = new HeardSpeech();
            mouth.speak(new Request("Guten Tag.", "de", Voice.DEFAULT), heard);
            SpeechFailure refused = heard.untilOver().failures().getFirst();
            assertEquals("it speaks English only", refused.reason());
            assertFalse(refused.retryable());
            assertFalse(mouth.capabilities().speaks("de"));
        }
    }

    @Test
    void a_voice_that_could_not_be_loaded_is_tried_again() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        try (var mouth = new EmbeddedSynthesizer(new EmbeddedSynthesizerSettings(1, 8), () -> {
            if (attempts.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("an engine's own library");
            }
            return new ScriptedVoice();
        })) {
            assertEquals(1, speak(mouth, "First.").failures().size());
            assertTrue(speak(mouth, "Second.").failures().isEmpty());
            assertTrue(speak(mouth, "Third.").failures().isEmpty());
            assertEquals(2, attempts.get());
        }
    }

    @Test
    void texts_that_wait_when_the_house_closes_fail() throws InterruptedException {
        Semaphore mayBegin = new Semaphore(0);
        var mouth = mouth(1, 8, new ScriptedVoice(mayBegin));
        HeardSpeech begun = new HeardSpeech();
        HeardSpeech waiting = new HeardSpeech();
        mouth.speak(english("Begun."), begun);
        mouth.speak(english("Waiting."), waiting);
        mouth.close();
        mayBegin.release(9);
        HeardSpeech late = new HeardSpeech();
        mouth.speak(english("Late."), late);
        for (HeardSpeech heard : List.of(waiting, late)) {
            assertEquals(
                    "the voice is shutting down",
                    heard.untilOver().failures().getFirst().reason());
            assertEquals(1, heard.timesOver());
        }
    }

    static Request english(String text) {
        return new Request(text, "en", Voice.DEFAULT);
    }

    private static HeardSpeech speak(EmbeddedSynthesizer mouth, String text) throws InterruptedException {
        HeardSpeech heard = new HeardSpeech();
        mouth.speak(english(text), heard);
        return heard.untilOver();
    }

    private static EmbeddedSynthesizer mouth(int workers, int waiting, ClauseVoice voice) {
        return new EmbeddedSynthesizer(new EmbeddedSynthesizerSettings(workers, waiting), () -> voice);
    }
}
