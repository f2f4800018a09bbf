package antiphon.agents;

import antiphon.api.Cursor;
import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.Query;
import antiphon.api.Refusal;
import jakarta.json.JsonArrayBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongBiFunction;

/**
 * Which agents a list shows, in which order, from where.
 *
 * @param search part of the name, in any case
 * @param archived empty for both
 * @param createdBy id of an API key
 * @param tags all of which an agent must have
 * @param order what they are ordered by
 * @param callsSince from when on calls are counted, for the order by calls; the same for all pages
 */
public record AgentSelection(
        Optional<String> search,
        Optional<Boolean> archived,
        Optional<String> createdBy,
        List<String> tags,
        Order order,
        Instant callsSince,
        boolean descending,
        int pageSize,
        Optional<Cursor> from) {
    private static final int MOST_IDS = 100;
    private static final Duration WEEK = Duration.ofDays(7);

    /** What agents can be ordered by; what is equal, by id. */
    enum Order {
        NAME("lower(name)", "lower(?)"),
        CREATED_AT("created_at", "cast(? as timestamptz)"),
        CALL_COUNT_7D("(" + RecentCalls.COUNT + ")", "cast(? as bigint)");

        private final String column;
        private final String key;

        Order(String column, String key) {
            this.column = column;
            this.key = key;
        }

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads the contract's query parameters. {@code @me} among the creators is the one who asks. */
    static AgentSelection read(Query query, String askedBy, Instant now) {
        Order order = query.oneOf("sort_by", Set.of("name", "created_at", "call_count_7d"))
                .map(word -> Order.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Order.CREATED_AT);
        boolean descending = query.oneOf("sort_direction", Set.of("asc", "desc"))
                .orElse("desc")
                .equals("desc");
        boolean onlyOwn = query.flag("show_only_owned_agents", false);
        Optional<String> createdBy = query.text("created_by_user_id").map(id -> id.equals("@me") ? askedBy : id);
        Optional<Cursor> from = Cursor.from(query, orderName(order, descending), 3);
        return new AgentSelection(
                query.text("search"),
                Optional.of(query.flag("archived", false)),
                onlyOwn ? Optional.of(askedBy) : createdBy,
                query.texts("tags"),
                order,
                from.map(AgentSelection::checked).orElseGet(() -> now.minus(WEEK)),
                descending,
                query.number("page_size", 30, 1, 100),
                from);
    }

    /** The agents that somebody asks for by id. */
    static List<String> ids(Query query) {
        List<String> ids = query.texts("agent_ids").stream().distinct().toList();
        if (ids.isEmpty() || ids.size() > MOST_IDS) {
            throw new Refusal.Invalid(new Problem(
                    List.of("query", "agent_ids"), "1 to " + MOST_IDS + " ids of agents are needed", "missing"));
        }
        return ids;
    }

    /** The oldest agent that has this tag and is not archived. */
    public static AgentSelection oldestWith(String tag) {
        return new AgentSelection(
                Optional.empty(),
                Optional.of(false),
                Optional.empty(),
                List.of(tag),
                Order.CREATED_AT,
                Instant.EPOCH,
                false,
                1,
                Optional.empty());
    }

    /** From when on the pages before this one counted calls. */
    private static Instant checked(Cursor cursor) {
        try {
            if (cursor.order().startsWith(Order.CREATED_AT.wireName())) {
                Instant.parse(cursor.key().getFirst());
            } else if (cursor.order().startsWith(Order.CALL_COUNT_7D.wireName())) {
                Long.parseLong(cursor.key().getFirst());
            }
            return Instant.parse(cursor.key().get(1));
        } catch (DateTimeParseException | NumberFormatException e) {
            throw Cursor.refusal();
        }
    }

    /** The cursor after this agent. */
    Cursor after(Agent last, ToLongBiFunction<String, Instant> calls) {
        String key = switch (order) {
            case NAME -> last.name();
            case CREATED_AT -> last.createdAt().toString();
            case CALL_COUNT_7D -> String.valueOf(calls.applyAsLong(last.id(), callsSince));
        };
        return new Cursor(orderName(order, descending), List.of(key, callsSince.toString(), last.id()));
    }

    private static String orderName(Order order, boolean descending) {
        return order.wireName() + (descending ? "-" : "+");
    }

    /** The query, and the values of its numbered parameters, in step. */
    record Statement(String sql, List<Object> values) {}

    /** Reads one row more than the page holds, so that it is known whether there is a next page. */
    Statement statement() {
        StringBuilder sql = new StringBuilder("select * from agent where deleted_at is null");
        List<Object> values = new ArrayList<>();
        search.ifPresent(part -> {
            values.add("%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
            sql.append(" and name ilike ?").append(values.size());
        });
        archived.ifPresent(flag -> {
            values.add(flag);
            sql.append(" and archived = ?").append(values.size());
        });
        createdBy.ifPresent(id -> {
            values.add(id);
            sql.append(" and created_by = ?").append(values.size());
        });
        if (!tags.isEmpty()) {
            JsonArrayBuilder all = Json.createArrayBuilder(tags);
            values.add(all.build().toString());
            sql.append(" and document::jsonb -> 'tags' @> cast(?")
                    .append(values.size())
                    .append(" as jsonb)");
        }
        String column = column(values);
        from.ifPresent(cursor -> appendStart(cursor, column, sql, values));
        String direction = descending ? " desc" : " asc";
        values.add(pageSize + 1);
        sql.append(" order by ").append(column).append(direction).append(", id").append(direction);
        sql.append(" limit ?").append(values.size());
        return new Statement(sql.toString(), values);
    }

    private String column(List<Object> values) {
        if (order != Order.CALL_COUNT_7D) {
            return order.column;
        }
        values.add(callsSince.toString());
        return order.column.replace("?", "?" + values.size());
    }

    private void appendStart(Cursor cursor, String column, StringBuilder sql, List<Object> values) {
        values.add(cursor.key().get(0));
        String key = order.key.replace("?", "?" + values.size());
        values.add(cursor.key().get(2));
        sql.append(" and (").append(column).append(", id) ").append(descending ? "<" : ">");
        sql.append(" (").append(key).append(", ?").append(values.size()).append(")");
    }
}
