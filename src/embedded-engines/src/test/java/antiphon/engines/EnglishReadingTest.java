package antiphon.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishReadingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I have 3 of 1,234 or 0.5 or -7. | I have three of one thousand two hundred thirty four or zero point five or minus seven.",
                "code 0042 or 12345678 | code zero zero four two or one two three four five six seven eight",
                "the 1st, 22nd and 100th | the first, twenty second and one hundredth",
                "version 5.2.1, room 4B, AB12-9 | version five point two point one, room four B, ay B twelve nine",
                "pages 9-12 | pages nine to twelve",
                "2 1/2 cups, 3/4 of it | two and one half cups, three quarters of it",
                "99999999999999999999999 | nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine"
            })
    void numbers_are_spelled_out(String written, String said) {
        assertEquals(said, EnglishReading.aloud(written));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$42.50 | forty two dollars and fifty cents",
                "$1 or $0.01 | one dollar or one cent",
                "€1,200 | one thousand two hundred euros",
                "£2.99 and £0.01 | two pounds and ninety nine pence and one penny",
                "$3.5 million, $20k | three point five million dollars, twenty thousand dollars",
                "20 EUR | twenty euros",
                "It costs $5. Yes. | It costs five dollars. Yes.",
                "12.5% or 1 % | twelve point five percent or one percent",
                "72°F, 5 km, 1 kg, 60 mph | seventy two degrees Fahrenheit, five kilometers, one kilogram, sixty miles per hour"
            })
    void amounts_are_told_with_what_they_count(String written, String said) {
        assertEquals(said, EnglishReading.aloud(written));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3/14 | March fourteenth",
                "due 12/31/2026 | due December thirty first, twenty twenty six",
                "31/12/26 | December thirty first, twenty twenty six",
                "2026-11-23 | November twenty third, twenty twenty six",
                "March 14th | March fourteenth",
                "Nov. 3, 2005 | November third, two thousand five",
                "14 March | March fourteenth",
                "45/99 | forty five slash ninety nine",
                "in 1999 or the 1990s | in nineteen ninety nine or the nineteen nineties",
                "10:30 am | ten thirty ay M",
                "10:05, 10:00, 17:00, 00:15 | ten oh five, ten o'clock, five P M, twelve fifteen ay M",
                "at 5 p.m. on Monday | at five P M on Monday",
                "See you at 5 p.m. | See you at five P M.",
                "open 24/7 | open twenty four seven"
            })
    void dates_and_times_are_said_as_people_say_them(String written, String said) {
        assertEquals(said, EnglishReading.aloud(written));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(212) 555-0199 | two one two, five five five, zero one nine nine",
                "555-0123 | five five five, zero one two three",
                "+49 30 1234567 | plus four nine three zero one two three four five six seven",
                "https://www.example.com/help | example dot com slash help",
                "acme.io | acme dot I O",
                "jane.doe@mail.example.org. | jane dot doe at mail dot example dot org."
            })
    void addresses_and_telephone_numbers_can_be_written_down_by_ear(String written, String said) {
        assertEquals(said, EnglishReading.aloud(written));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mr. Smith and Dr. Lee | mister Smith and doctor Lee",
                "12 Elm St. near St. Mary | twelve Elm street near saint Mary",
                "e.g. approx. 3 miles | for example, approximately three miles",
                "Tom & Jerry, and/or C++ | Tom and Jerry, and or or C plus plus",
                "the FBI, PDFs, the U.S. and NASA | the F B I, P D F's, the U S and nasa",
                "It is OK, NOT bad. | It is okay, not bad.",
                "PLEASE STOP NOW | please stop now"
            })
    void short_forms_are_said_in_full_or_letter_by_letter(String written, String said) {
        assertEquals(said, EnglishReading.aloud(written));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**Bold** and _it_, “quoted” — with a dash… | Bold and it, quoted, with a dash.",
                "naïve café 日本 😀! | naive cafe!",
                "It’s the dogs’ bone. | It's the dogs bone.",
                "What?! No... | What? No.",
                "Open Monday–Friday | Open Monday to Friday",
                "... | ''"
            })
    void signs_that_have_no_sound_are_left_out(String written, String said) {
        assertEquals(said, EnglishReading.aloud(written));
    }

    @Test
    void lines_of_a_list_become_sentences() {
        assertEquals("one. two. three", EnglishReading.aloud("- one\n- two\n3. three"));
    }

    @Test
    void no_text_takes_long_or_leaves_anything_that_cannot_be_said() {
        String awkward = "a.b-c_d@" + "x".repeat(5_000) + " 1/2/3/4 $$$5 :: -- +1 () \u0000 \uD83D "
                + "a.".repeat(2_000) + "9".repeat(3_000);
        assertTrue(EnglishReading.aloud(awkward).matches("[A-Za-z' .,!?;:]*"));
    }
}
