package antiphon.telephony;

import antiphon.api.Cursor;
import antiphon.api.Query;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which numbers a list shows, in which order, from where.
 *
 * @param order one of the columns {@code created_at}, {@code label} and {@code phone_number}
 * @param pageSize empty for all
 */
public record NumberSelection(
        List<Condition> conditions,
        String order,
        boolean descending,
        Optional<Integer> pageSize,
        Optional<Cursor> from) {
    static final Set<String> PROVIDERS = Set.of("twilio", "sip_trunk", "exotel");

    /** @param sql with a question mark for the value */
    public record Condition(String sql, Object value) {}

    /** The older list: all numbers, without pages. */
    static NumberSelection all(Query query) {
        return new NumberSelection(filters(query), "created_at", true, Optional.empty(), Optional.empty());
    }

    static NumberSelection read(Query query) {
        List<Condition> conditions = new ArrayList<>(filters(query));
        query.text("search")
                .map(NumberSelection::pattern)
                .ifPresent(part -> conditions.add(new Condition("(label || ' ' || phone_number) ilike ?", part)));
        query.text("label").ifPresent(label -> conditions.add(new Condition("label = ?", label)));
        query.text("phone_number")
                .ifPresent(number -> conditions.add(
                        new Condition("phone_number = ?", E164.of(number).orElse(number))));
        query.flag("supports_outbound")
                .ifPresent(flag -> conditions.add(
                        new Condition("coalesce((document::jsonb ->> 'supports_outbound')::boolean, true) = ?", flag)));
        String order = query.oneOf("sort_by", Set.of("created_at", "label", "phone_number"))
                .orElse("created_at");
        boolean descending = query.oneOf("sort_direction", Set.of("asc", "desc"))
                .orElse("desc")
                .equals("desc");
        Optional<Cursor> from = Cursor.from(query, order + descending, 2);
        from.filter(cursor -> order.equals("created_at")).ifPresent(NumberSelection::check);
        return new NumberSelection(
                conditions, order, descending, Optional.of(query.number("page_size", 30, 1, 100)), from);
    }

    private static List<Condition> filters(Query query) {
        List<Condition> conditions = new ArrayList<>();
        query.oneOf("provider", PROVIDERS).ifPresent(name -> conditions.add(new Condition("provider = ?", name)));
        query.text("agent_id").ifPresent(id -> conditions.add(new Condition("agent_id = ?", id)));
        query.text("branch_id").ifPresent(id -> conditions.add(new Condition("branch_id = ?", id)));
        return conditions;
    }

    private static void check(Cursor cursor) {
        try {
            Instant.parse(cursor.key().getFirst());
        } catch (DateTimeParseException e) {
            throw Cursor.refusal();
        }
    }

    private static String pattern(String part) {
        return "%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    Cursor after(PhoneNumber last) {
        String key = switch (order) {
            case "label" -> last.label();
            case "phone_number" -> last.number();
            default -> last.createdAt().toString();
        };
        return new Cursor(order + descending, List.of(key, last.id()));
    }

    /** The query; its numbered values go into the given list. */
    String sql(List<Object> values) {
        StringBuilder sql = new StringBuilder("select * from phone_number where true");
        for (Condition condition : conditions) {
            values.add(condition.value());
            sql.append(" and ").append(condition.sql().replace("?", "?" + values.size()));
        }
        from.ifPresent(cursor -> {
            values.add(cursor.key().get(0));
            String key =
                    order.equals("created_at") ? "cast(?" + values.size() + " as timestamptz)" : "?" + values.size();
            values.add(cursor.key().get(1));
            sql.append(" and (").append(order).append(", id) ").append(descending ? "<" : ">");
            sql.append(" (").append(key).append(", ?").append(values.size()).append(")");
        });
        String direction = descending ? " desc" : " asc";
        sql.append(" order by ").append(order).append(direction).append(", id").append(direction);
        pageSize.ifPresent(size -> sql.append(" limit ").append(size + 1));
        return sql.toString();
    }
}
