package antiphon.agents.tools;

import antiphon.api.Cursor;
import antiphon.api.Query;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which tools a list shows, in which order, from where.
 *
 * @param search part of the name, in any case
 * @param types the contract's words for kinds of tools; empty for all
 * @param createdBy id of an API key
 * @param usedBy ids of agents, one of which at least must use the tool; empty for all
 * @param byName by name rather than by time of making
 */
record ToolSelection(
        Optional<String> search,
        Set<String> types,
        Optional<String> createdBy,
        List<String> usedBy,
        boolean byName,
        boolean descending,
        int pageSize,
        Optional<Cursor> from) {
    private static final int MOST = 100;
    private static final Set<String> TYPES = Set.of("webhook", "client", "api_integration_webhook");

    /** Reads the contract's query parameters. {@code @me} as creator is the one who asks. */
    static ToolSelection read(Query query, String askedBy) {
        boolean byName = query.oneOf("sort_by", Set.of("name", "created_at"))
                .orElse("created_at")
                .equals("name");
        boolean descending = query.oneOf("sort_direction", Set.of("asc", "desc"))
                .orElse("desc")
                .equals("desc");
        boolean onlyOwn = query.flag("show_only_owned_documents", false);
        Optional<String> createdBy = query.text("created_by_user_id").map(id -> id.equals("@me") ? askedBy : id);
        return new ToolSelection(
                query.text("search"),
                new TreeSet<>(query.someOf("types", TYPES)),
                onlyOwn ? Optional.of(askedBy) : createdBy,
                query.texts("used_by_agent_id"),
                byName,
                descending,
                query.number("page_size", MOST, 1, MOST),
                start(query, byName, descending));
    }

    private static Optional<Cursor> start(Query query, boolean byName, boolean descending) {
        Optional<Cursor> from = Cursor.from(query, orderName(byName, descending), 2);
        try {
            from.filter(cursor -> !byName)
                    .ifPresent(cursor -> Instant.parse(cursor.key().getFirst()));
        } catch (DateTimeParseException e) {
            throw Cursor.refusal();
        }
        return from;
    }

    /** The cursor after this tool. */
    Cursor after(Tool last) {
        String key = byName ? last.name() : last.createdAt().toString();
        return new Cursor(orderName(byName, descending), List.of(key, last.id()));
    }

    private static String orderName(boolean byName, boolean descending) {
        return (byName ? "name" : "created_at") + (descending ? "-" : "+");
    }

    /** The query, and the values of its numbered parameters, in step. */
    record Statement(String sql, List<Object> values) {}

    /** Reads one row more than the page holds, so that it is known whether there is a next page. */
    Statement statement() {
        StringBuilder sql = new StringBuilder("select * from tool where true");
        List<Object> values = new ArrayList<>();
        search.ifPresent(part -> {
            values.add("%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
            sql.append(" and name ilike ?").append(values.size());
        });
        createdBy.ifPresent(id -> {
            values.add(id);
            sql.append(" and created_by = ?").append(values.size());
        });
        if (!types.isEmpty()) {
            sql.append(" and type in (").append(placeholders(types, values)).append(")");
        }
        if (!usedBy.isEmpty()) {
            sql.append(" and exists (select 1 from agent where agent.deleted_at is null and agent.id in (")
                    .append(placeholders(usedBy, values))
                    .append(") and agent.document like '%\"' || tool.id || '\"%')");
        }
        from.ifPresent(cursor -> appendStart(cursor, sql, values));
        String direction = descending ? " desc" : " asc";
        values.add(pageSize + 1);
        sql.append(" order by ").append(column()).append(direction);
        sql.append(", id").append(direction).append(" limit ?").append(values.size());
        return new Statement(sql.toString(), values);
    }

    private static String placeholders(Iterable<String> each, List<Object> values) {
        List<String> places = new ArrayList<>();
        for (String value : each) {
            values.add(value);
            places.add("?" + values.size());
        }
        return String.join(", ", places);
    }

    private void appendStart(Cursor cursor, StringBuilder sql, List<Object> values) {
        values.add(cursor.key().get(0));
        String key = byName ? "lower(?" + values.size() + ")" : "cast(?" + values.size() + " as timestamptz)";
        values.add(cursor.key().get(1));
        sql.append(" and (").append(column()).append(", id) ").append(descending ? "<" : ">");
        sql.append(" (").append(key).append(", ?").append(values.size()).append(")");
    }

    private String column() {
        return byName ? "lower(name)" : "created_at";
    }
}
