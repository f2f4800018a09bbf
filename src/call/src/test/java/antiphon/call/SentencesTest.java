package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {
    @Test
    void a_sentence_is_given_out_when_the_next_one_has_begun() {
        assertEquals(List.of("One. ", "Two. ", "Three"), all("en", "One. T", "wo", ". Thr", "ee"));
    }

    @Test
    void the_first_clause_comes_early_and_only_the_first() {
        assertEquals(
                List.of("The house blend costs eighteen dollars, ", "and the decaf, which is new, costs twenty. "),
                all("en", "The house blend costs eighteen dollars, and the ", "decaf, which is new, costs twenty. "));
    }

    @Test
    void a_decimal_point_ends_no_sentence() {
        assertEquals(List.of("It costs $4.50 a cup."), all("en", "It costs $4", ".50 a cup."));
    }

    @Test
    void sentences_without_spaces_are_found_as_well() {
        assertEquals(List.of("こんにちは。", "元気ですか。"), all("ja", "こんにちは。元気", "ですか。"));
    }

    private static List<String> all(String language, String... pieces) {
        var sentences = new Sentences(language);
        var all = new ArrayList<String>();
        for (String piece : pieces) {
            all.addAll(sentences.add(piece));
        }
        all.addAll(sentences.rest());
        return all;
    }
}
