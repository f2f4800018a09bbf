package antiphon.conversations.users;

import antiphon.api.Cursor;
import antiphon.api.Query;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which users a list shows, in which order, from where.
 *
 * @param search a user's whole id
 * @param order the contract's word; nobody's sentiment is known, so that order is the one of ids
 */
record UserSelection(
        Optional<String> agentId,
        Optional<String> branchId,
        Optional<Instant> before,
        Optional<Instant> after,
        Optional<String> search,
        String order,
        boolean descending,
        int pageSize,
        Optional<Cursor> from) {
    private static final long LATEST = 253_402_300_799L;
    private static final String BY_CONTACT = "last_contact_unix_secs";
    private static final String BY_COUNT = "conversation_count";

    static UserSelection read(Query query) {
        String order = query.oneOf("sort_by", Set.of(BY_CONTACT, BY_COUNT, "average_sentiment_score"))
                .orElse(BY_CONTACT);
        boolean descending =
                !query.oneOf("sort_direction", Set.of("asc", "desc")).equals(Optional.of("asc"));
        Optional<Cursor> from = Cursor.from(query, name(order, descending), 2);
        from.ifPresent(cursor -> key(order, cursor));
        return new UserSelection(
                query.text("agent_id"),
                query.text("branch_id"),
                query.number("call_start_before_unix", 0, LATEST).map(Instant::ofEpochSecond),
                query.number("call_start_after_unix", 0, LATEST).map(Instant::ofEpochSecond),
                query.text("search"),
                order,
                descending,
                query.number("page_size", 30, 1, 100),
                from);
    }

    Cursor after(ConversationUser last) {
        String key = switch (order) {
            case BY_CONTACT -> last.lastContact().toString();
            case BY_COUNT -> String.valueOf(last.conversations());
            default -> "";
        };
        return new Cursor(name(order, descending), List.of(key, last.id()));
    }

    /** The column by which users are ordered before their id. */
    String column() {
        return switch (order) {
            case BY_CONTACT -> "last_contact";
            case BY_COUNT -> "conversations";
            default -> "cast(0 as bigint)";
        };
    }

    /** The value of that column where the page begins. */
    Optional<Object> start() {
        return from.map(cursor -> key(order, cursor));
    }

    private static Object key(String order, Cursor cursor) {
        try {
            return switch (order) {
                case BY_CONTACT -> Instant.parse(cursor.key().getFirst());
                case BY_COUNT -> Long.parseLong(cursor.key().getFirst());
                default -> 0L;
            };
        } catch (DateTimeException | NumberFormatException made) {
            throw Cursor.refusal();
        }
    }

    private static String name(String order, boolean descending) {
        return "users." + order + (descending ? "-" : "+");
    }
}
