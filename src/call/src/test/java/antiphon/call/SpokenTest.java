package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpokenTest {
    private final Spoken spoken = new Spoken();

    @Test
    void nothing_is_heard_before_there_is_sound() {
        spoken.begins("Good morning.");
        assertEquals("", spoken.heard(Duration.ZERO));
    }

    @Test
    void what_was_heard_is_known_to_the_word() {
        make("One two three four. ", 100);
        make("Five six seven eight.", 100);
        assertEquals("One two three four. Five six", spoken.heard(Duration.ofMillis(1000)));
        assertEquals("One two", spoken.heard(Duration.ofMillis(3000)));
        assertEquals("One two three four. Five six seven eight.", spoken.heard(Duration.ZERO));
    }

    @Test
    void a_sentence_still_being_made_is_reckoned_by_how_fast_people_speak() {
        spoken.begins("One two three four five six seven.");
        for (int i = 0; i < 50; i++) {
            spoken.sounded();
        }
        assertEquals("One two three", spoken.heard(Duration.ZERO));
    }

    @Test
    void a_sentence_that_makes_no_sound_was_heard_with_those_before_it() {
        make("Yes. ", 10);
        make("** ", 0);
        assertEquals("Yes. ** ", spoken.heard(Duration.ZERO));
        assertEquals("", spoken.heard(Duration.ofMillis(200)));
    }

    private void make(String sentence, int frames) {
        spoken.begins(sentence);
        for (int i = 0; i < frames; i++) {
            spoken.sounded();
        }
        spoken.made();
    }
}
