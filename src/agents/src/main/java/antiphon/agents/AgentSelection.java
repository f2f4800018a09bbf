package antiphon.agents;

import antiphon.api.Cursor;
import antiphon.api.Query;
import antiphon.api.Refusal;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which agents a list shows, in which order, from where.
 *
 * @param search part of the name, in any case
 * @param archived empty for both
 * @param createdBy id of an API key
 * @param tags all of which an agent must have
 * @param byName by name rather than by time of making
 */
public record AgentSelection(
        Optional<String> search,
        Optional<Boolean> archived,
        Optional<String> createdBy,
        List<String> tags,
        boolean byName,
        boolean descending,
        int pageSize,
        Optional<Cursor> from) {

    /** Reads the contract's query parameters. {@code @me} among the creators is the one who asks. */
    static AgentSelection read(Query query, String askedBy) {
        boolean byName = orderedByName(query);
        boolean descending = query.oneOf("sort_direction", Set.of("asc", "desc"))
                .orElse("desc")
                .equals("desc");
        boolean onlyOwn = query.flag("show_only_owned_agents", false);
        Optional<String> createdBy = query.text("created_by_user_id").map(id -> id.equals("@me") ? askedBy : id);
        return new AgentSelection(
                query.text("search"),
                Optional.of(query.flag("archived", false)),
                onlyOwn ? Optional.of(askedBy) : createdBy,
                query.texts("tags"),
                byName,
                descending,
                query.number("page_size", 30, 1, 100),
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

    private static boolean orderedByName(Query query) {
        String by = query.oneOf("sort_by", Set.of("name", "created_at", "call_count_7d"))
                .orElse("created_at");
        if (by.equals("call_count_7d")) {
            throw new Refusal.NotImplemented(
                    "Agents cannot be ordered by their calls yet; sort_by takes name and created_at.");
        }
        return by.equals("name");
    }

    /** The cursor after this agent. */
    Cursor after(Agent last) {
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
        from.ifPresent(cursor -> appendStart(cursor, sql, values));
        String direction = descending ? " desc" : " asc";
        values.add(pageSize + 1);
        sql.append(" order by ")
                .append(column())
                .append(direction)
                .append(", id")
                .append(direction);
        sql.append(" limit ?").append(values.size());
        return new Statement(sql.toString(), values);
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
