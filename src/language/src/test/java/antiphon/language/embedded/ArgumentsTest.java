package antiphon.language.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @ParameterizedTest(name = "{0} in “{1}” is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "order_number | it is one two three four | 1234",
                "order_number | my order is AB-778, thanks | AB-778",
                "order_number | double five oh nine | 5509",
                "phoneNumber | call me at 555 123 4567 | 5551234567",
                "email | write to jo.doe@example.com please | jo.doe@example.com",
                "email | it's jo at example dot com | jo@example.com",
                "date | can I come next friday | next friday",
                "date | on march 3rd | march 3rd",
                "customer_name | my name is Ada Lovelace | Ada Lovelace",
                "city | what's the weather in New York? | New York",
                "question | do fish sleep | do fish sleep",
            })
    void words_give_a_text(String name, String words, String value) {
        assertEquals(Optional.of(value), Arguments.find(text(name), words, false));
    }

    @Test
    void numbers_choices_and_yes_are_understood() {
        Parameter guests = new Parameter("guests", "integer", "", List.of(), true);
        Parameter size = new Parameter("size", "string", "", List.of("small", "extra_large"), true);
        Parameter gift = new Parameter("gift_wrap", "boolean", "", List.of(), true);
        assertEquals(Optional.of("4"), Arguments.find(guests, "a table for four people", false));
        assertEquals(Optional.of("25"), Arguments.find(guests, "we are twenty five", false));
        assertEquals(Optional.of("extra_large"), Arguments.find(size, "an extra large one", false));
        assertEquals(Optional.of("true"), Arguments.find(gift, "yes please", true));
        assertEquals(Optional.of("false"), Arguments.find(gift, "no thanks", true));
        assertEquals(Optional.empty(), Arguments.find(size, "whatever", true));
    }

    @Test
    void a_free_text_is_taken_whole_only_when_it_was_asked_for() {
        assertEquals(Optional.empty(), Arguments.find(text("colour"), "a red one", false));
        assertEquals(Optional.of("red"), Arguments.find(text("colour"), "It's red.", true));
    }

    private static Parameter text(String name) {
        return new Parameter(name, "string", "", List.of(), true);
    }
}
