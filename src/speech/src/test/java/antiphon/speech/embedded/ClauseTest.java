package antiphon.speech.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClauseTest {
    @Test
    void a_sentence_is_cut_at_a_comma_between_enough_words() {
        assertEquals(
                List.of("Your table is booked for Friday,", "and we look forward to it."),
                words("Your table is booked for Friday, and we look forward to it."));
    }

    @Test
    void short_parts_stay_together() {
        assertEquals(List.of("Yes, of course I can."), words("Yes, of course I can."));
        assertEquals(List.of("I can do that for you, Anna."), words("I can do that for you, Anna."));
        assertEquals(
                List.of("We have red, green, blue,", "and a very dark yellow."),
                words("We have red, green, blue, and a very dark yellow."));
    }

    @Test
    void every_sentence_stands_alone_and_pauses_longer_than_a_clause() {
        List<Clause> clauses = Clause.cut("Hi. Is it you? I was about to go out, so please be quick!");
        assertEquals(
                List.of("Hi.", "Is it you?", "I was about to go out,", "so please be quick!"),
                clauses.stream().map(Clause::words).toList());
        assertTrue(clauses.get(2).pauseMillis() < clauses.get(0).pauseMillis());
    }

    @Test
    void a_text_without_punctuation_gets_some() {
        assertEquals(List.of("and then,"), words("and then"));
    }

    @Test
    void an_endless_sentence_is_cut_all_the_same() {
        List<String> clauses = words("word ".repeat(100) + "end.");
        assertEquals(3, clauses.size());
        assertTrue(clauses.stream().allMatch(clause -> clause.split(" ").length <= 40));
    }

    @Test
    void nothing_has_no_clauses() {
        assertEquals(List.of(), Clause.cut(" "));
    }

    private static List<String> words(String aloud) {
        return Clause.cut(aloud).stream().map(Clause::words).toList();
    }
}
