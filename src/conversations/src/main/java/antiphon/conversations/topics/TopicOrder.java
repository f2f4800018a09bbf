package antiphon.conversations.topics;

import antiphon.api.Cursor;
import antiphon.api.Query;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * In which order topics are shown: by a number, and where it is the same by how many conversations there are, the most first.
 * Those that have no number come last, whatever the direction; by what nobody measures here, none has.
 */
record TopicOrder(String by, boolean descending) {
    private static final int KEY_LENGTH = 5;

    /** Where a page ended. */
    private record Place(double number, long conversations, String topicId) {}

    /** What the query asks for: by the number of conversations, the most first, where it does not say. */
    static TopicOrder asked(Query query) {
        String by = query.oneOf("sort_by", Set.of("conversations", "sentiment", "success_rate", "frustration"))
                .orElse("conversations");
        boolean ascending = query.oneOf("sort_direction", Set.of("asc", "desc")).equals(Optional.of("asc"));
        return new TopicOrder(by, !ascending);
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
        } catch (IllegalArgumentException made) {
            throw Cursor.refusal();
        }
    }

    Cursor after(TopicTally last, TopicWindow window) {
        Place place = place(last);
        return new Cursor(
                name(),
                List.of(
                        String.valueOf(window.from()),
                        String.valueOf(window.to()),
                        String.valueOf(place.number()),
                        String.valueOf(place.conversations()),
                        place.topicId()));
    }

    /** All that come after the cursor, in this order. */
    List<TopicTally> sorted(List<TopicTally> tallies, Optional<Cursor> cursor) {
        Optional<Place> from = cursor.map(TopicOrder::place);
        Comparator<Place> order = comparator();
        return tallies.stream()
                .filter(tally -> from.isEmpty() || order.compare(place(tally), from.get()) > 0)
                .sorted(Comparator.comparing(this::place, order))
                .toList();
    }

    private static Place place(Cursor cursor) {
        List<String> key = cursor.key();
        try {
            return new Place(Double.parseDouble(key.get(2)), Long.parseLong(key.get(3)), key.getLast());
        } catch (NumberFormatException made) {
            throw Cursor.refusal();
        }
    }

    private Place place(TopicTally tally) {
        double number = switch (by) {
            case "conversations" -> tally.conversations();
            case "success_rate" -> tally.successRate();
            default -> Double.NaN;
        };
        return new Place(number, tally.conversations(), tally.topicId());
    }

    /** To those who compare, what is not a number is greater than all numbers. Here it comes last in both directions. */
    private Comparator<Place> comparator() {
        Comparator<Place> byNumber = Comparator.comparingDouble(Place::number);
        return Comparator.comparing((Place place) -> Double.isNaN(place.number()))
                .thenComparing(descending ? byNumber.reversed() : byNumber)
                .thenComparing(Comparator.comparingLong(Place::conversations).reversed())
                .thenComparing(Place::topicId);
    }

    private String name() {
        return "topics." + by + (descending ? ".desc" : ".asc");
    }
}
