package antiphon.identity;

import antiphon.api.Cursor;
import antiphon.api.Query;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of things ordered by their moment, the latest first.
 *
 * @param before what was at this moment or later is not shown, but for ids below {@code beforeId} at the very moment
 */
record TimedSelection(Instant before, String beforeId, int pageSize) {
    private static final String ORDER = "latest";
    /** As late as PostgreSQL and Java agree on. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    static TimedSelection read(Query query) {
        int pageSize = query.number("page_size", 30, 1, 100);
        Optional<Cursor> cursor = Cursor.from(query, ORDER, 2);
        try {
            Instant before =
                    cursor.map(found -> Instant.parse(found.key().getFirst())).orElse(END_OF_TIME);
            if (before.isAfter(END_OF_TIME) || before.isBefore(Instant.EPOCH)) {
                throw Cursor.refusal();
            }
            return new TimedSelection(
                    before, cursor.map(found -> found.key().get(1)).orElse(""), pageSize);
        } catch (DateTimeException madeUp) {
            throw Cursor.refusal();
        }
    }

    static Cursor after(Instant moment, String id) {
        return new Cursor(ORDER, List.of(moment.toString(), id));
    }
}
