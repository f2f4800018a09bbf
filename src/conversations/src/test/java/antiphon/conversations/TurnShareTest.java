package antiphon.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import antiphon.call.CallNews.AgentBegan;
import antiphon.call.CallNews.TurnMeasured;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.TurnTimeline;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TurnShareTest {
    private static final long MILLI = 1_000_000;

    private final Clock clock = new Clock();
    private final TurnShare share = new TurnShare(clock);

    @Test
    void what_the_house_adds_is_the_longest_wait_before_the_first_sound_and_the_sending_of_it() {
        share.waited(900 * MILLI);
        share.waited(4 * MILLI);
        assertNull(share.hear(new UserSaid(2, "Hello", false)));
        Instant decided = clock.instant();
        clock.passMillis(300);
        share.waited(7 * MILLI);
        share.waited(2 * MILLI);
        Instant sound = clock.instant();
        clock.passMillis(2000);
        share.waited(50 * MILLI);
        assertNull(share.hear(new AgentBegan(2)));
        TurnTimeline times = new TurnTimeline(2, decided, decided, decided, sound, sound, sound);
        assertEquals(Duration.ofMillis(7), share.hear(new TurnMeasured(2, times)));
        assertEquals(Duration.ofMillis(12), share.hear(new TurnMeasured(2, times.sentAt(sound.plusMillis(5)))));
    }

    @Test
    void the_wait_of_what_began_the_turn_counts() {
        share.waited(6 * MILLI);
        share.hear(new UserSaid(2, "Hello", false));
        Instant now = clock.instant();
        assertEquals(
                Duration.ofMillis(6),
                share.hear(new TurnMeasured(2, new TurnTimeline(2, now, now, now, now, now, now))));
    }

    @Test
    void a_turn_in_which_nothing_was_heard_has_no_share() {
        Instant now = clock.instant();
        share.waited(MILLI);
        assertNull(share.hear(new TurnMeasured(2, new TurnTimeline(2, now, now, now, now, null, null))));
        assertNull(share.hear(new TurnMeasured(1, new TurnTimeline(1, null, null, null, now, now, now))));
    }
}
