package antiphon.conversations.topics;

import antiphon.api.Cursor;
import antiphon.api.Problem;
import antiphon.api.Query;
import antiphon.api.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * In which time conversations began that are counted: from one second until another, both included, in seconds since 1970.
 */
record TopicWindow(long from, long to) {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final long LATEST = 253_402_300_799L;

    /** @throws IllegalArgumentException where it is beyond the calendar */
    TopicWindow {
        if (Math.min(from, to) < 0 || Math.max(from, to) > LATEST) {
            throw new IllegalArgumentException("from " + from + " to " + to);
        }
    }

    /**
     * What the query asks for, from the beginning of a day on, as the contract has it (UTC); until now, and from thirty days
     * before the end, where it does not say. A page that follows another has the other's window.
     *
     * @param shown on the page before
     * @throws Refusal.Invalid where it ends before it begins, or is another one than before
     */
    static TopicWindow asked(Query query, Optional<TopicWindow> shown, Instant now) {
        long to = query.number("to_unix_secs", 0, LATEST)
                .or(() -> shown.map(TopicWindow::to))
                .orElse(now.getEpochSecond());
        long from = query.number("from_unix_secs", 0, LATEST)
                .or(() -> shown.map(TopicWindow::from))
                .orElse(Math.max(0, to - USUAL.toSeconds()));
        if (from > to) {
            throw new Refusal.Invalid(new Problem(
                    List.of("query", "from_unix_secs"),
                    "Input should not be later than the end of the window, " + to,
                    "value_error"));
        }
        TopicWindow window = new TopicWindow(from - from % DAY, to);
        if (shown.filter(before -> !before.equals(window)).isPresent()) {
            throw Cursor.refusal();
        }
        return window;
    }

    Instant begins() {
        return Instant.ofEpochSecond(from);
    }

    /** The first moment that is not in it. */
    Instant ends() {
        return Instant.ofEpochSecond(to + 1);
    }
}
