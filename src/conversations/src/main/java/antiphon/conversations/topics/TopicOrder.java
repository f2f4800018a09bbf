package antiphon.conversations.topics;

import antiphon.api.Cursor;
import antiphon.api.Problem;
import antiphon.api.Query;
import antiphon.api.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** In which order topics are shown: by a number, and by their ids where it is the same. Those that have no number come last. */
record TopicOrder(boolean bySuccess, boolean descending) {
    private static final int KEY_LENGTH = 4;
    private static final Set<String> UNMEASURED = Set.of("sentiment", "frustration");

    /** Where a page ended. */
    private record Place(double number, String topicId) {}

    /**
     * What the query asks for: by the number of conversations, the most first, where it does not say.
     *
     * @throws Refusal.Invalid where it is an order by what nobody measures here; to show any other would pass for it
     */
    static TopicOrder asked(Query query) {
        String by = query.oneOf("sort_by", Set.of("conversations", "sentiment", "success_rate", "frustration"))
                .orElse("conversations");
        if (UNMEASURED.contains(by)) {
            throw new Refusal.Invalid(new Problem(
                    List.of("query", "sort_by"),
                    "This server does not measure the callers' " + by
                            + "; topics can be sorted by 'conversations' or 'success_rate'",
                    "value_error"));
        }
        boolean ascending = query.oneOf("sort_direction", Set.of("asc", "desc")).equals(Optional.of("asc"));
        return new TopicOrder(by.equals("success_rate"), !ascending);
    }

    /** The cursor of the query, if there is one. */
    Optional<Cursor> cursor(Query query) {
        return Cursor.from(query, name(), KEY_LENGTH);
    }

    /** The window of the page that a cursor ends. */
    static TopicWindow window(Cursor cursor) {
        try {
            return new TopicWindow(
                    Long.parseLong(cursor.key().getFirst()),
                    Long.parseLong(cursor.key().get(1)));
        } catch (NumberFormatException made) {
            throw Cursor.refusal();
        }
    }

    Cursor after(TopicTally last, TopicWindow window) {
        return new Cursor(
                name(),
                List.of(
                        String.valueOf(window.from()),
                        String.valueOf(window.to()),
                        String.valueOf(number(last)),
                        last.topicId()));
    }

    /** All that come after the cursor, in this order. */
    List<TopicTally> sorted(List<TopicTally> tallies, Optional<Cursor> cursor) {
        Optional<Place> from = cursor.map(TopicOrder::place);
        return tallies.stream()
                .filter(tally -> from.isEmpty() || comparator().compare(place(tally), from.get()) > 0)
                .sorted(Comparator.comparing(this::place, comparator()))
                .toList();
    }

    private static Place place(Cursor cursor) {
        try {
            return new Place(
                    Double.parseDouble(cursor.key().get(2)), cursor.key().getLast());
        } catch (NumberFormatException made) {
            throw Cursor.refusal();
        }
    }

    private Place place(TopicTally tally) {
        return new Place(number(tally), tally.topicId());
    }

    private double number(TopicTally tally) {
        return bySuccess ? tally.successRate() : tally.conversations();
    }

    /** What is not a number is greater than all numbers to those who compare, so it needs a word of its own. */
    private Comparator<Place> comparator() {
        Comparator<Place> byNumber = Comparator.comparingDouble(Place::number);
        return Comparator.comparing((Place place) -> Double.isNaN(place.number()))
                .thenComparing(descending ? byNumber.reversed() : byNumber)
                .thenComparing(Place::topicId);
    }

    private String name() {
        return "topics." + (bySuccess ? "success_rate." : "conversations.") + (descending ? "desc" : "asc");
    }
}
