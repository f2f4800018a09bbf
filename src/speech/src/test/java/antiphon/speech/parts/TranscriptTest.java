package antiphon.speech.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechRecognizer.Words;
import antiphon.speech.peers.Heard;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private static final SpeechFailure FAILURE = Failures.passing("someone", "to hear", "It broke.");

    private final Heard heard = new Heard();
    private final AtomicInteger ended = new AtomicInteger();
    private final Transcript transcript = new Transcript(heard, ended::incrementAndGet);

    @Test
    void each_wish_is_answered_once_and_nobody_is_answered_unasked() {
        transcript.settle();
        assertTrue(heard.isQuiet());
        transcript.add("Hello.", 0.5);
        assertEquals(new Words("Hello.", false, 0.5), heard.words());
        long first = transcript.ask();
        long second = transcript.ask();
        assertTrue(transcript.awaits(first) && transcript.awaits(second));
        transcript.settle();
        transcript.settle();
        transcript.settle();
        assertEquals(new Words("Hello.", true, 0.5), heard.words());
        assertEquals(Words.settled(""), heard.words());
        assertTrue(heard.isQuiet());
    }

    @Test
    void a_guess_takes_the_place_of_the_guess_before_it() {
        transcript.guess("I", 0.9);
        transcript.guess("ice", 0.8);
        transcript.add("I scream", 0.7);
        transcript.guess("for", 0.9);
        assertEquals("I", heard.words().text());
        assertEquals("ice", heard.words().text());
        assertEquals("I scream", heard.words().text());
        assertEquals(new Words("I scream for", false, 0.7), heard.words());
        assertTrue(transcript.isUnfinished());
    }

    @Test
    void a_failure_ends_it_once_and_answers_every_later_wish() {
        transcript.ask();
        transcript.end(FAILURE);
        transcript.end(FAILURE);
        assertEquals(1, ended.get());
        assertEquals(FAILURE, heard.failure());
        transcript.add("too late", 1);
        assertTrue(heard.isQuiet());
        transcript.ask();
        assertEquals(FAILURE, heard.failure());
    }

    @Test
    void a_missed_wish_leaves_the_next_one_its_chance() {
        transcript.ask();
        transcript.miss(FAILURE);
        transcript.miss(FAILURE);
        assertEquals(FAILURE, heard.failure());
        transcript.ask();
        transcript.settle();
        assertEquals(Words.settled(""), heard.words());
    }

    @Test
    void nothing_is_told_after_the_call_has_left() {
        transcript.ask();
        transcript.close();
        transcript.settle();
        transcript.end(FAILURE);
        transcript.ask();
        assertTrue(heard.isQuiet());
        assertEquals(0, ended.get());
    }
}
