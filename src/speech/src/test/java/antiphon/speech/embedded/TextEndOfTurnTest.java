package antiphon.speech.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextEndOfTurnTest {
    private final TextEndOfTurn model = new TextEndOfTurn();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what time do you open on saturday",
                "where is your shop",
                "Thank you, goodbye.",
                "yes",
                "my phone number is five five five two three six eight four four one",
                "two",
                "I'll take a pound of the house blend."
            })
    void a_whole_sentence_is_over(String words) {
        assertTrue(model.turnIsOver(words, "en") > 0.7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i would like a",
                "can you tell me about the",
                "i want to order coffee and",
                "um",
                "my number is five five",
                "my phone number is five five five two three",
                "my phone number is 555 23",
                "it is spelled s m i",
                "well, you see,"
            })
    void whoever_is_in_the_middle_of_something_is_not_done(String words) {
        assertTrue(model.turnIsOver(words, "en") < 0.3);
    }

    @Test
    void other_languages_and_no_words_are_left_undecided() {
        assertEquals(TextEndOfTurn.UNDECIDED, model.turnIsOver("ich möchte einen", "de"));
        assertEquals(TextEndOfTurn.UNDECIDED, model.turnIsOver("", "en"));
    }
}
