package antiphon.conversations.history;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What rows have to fulfil, in SQL, and the values it speaks of, in step. For one query, in one thread. */
public final class Conditions {
    private final StringBuilder sql = new StringBuilder("true");
    private final List<Object> values = new ArrayList<>();

    /**
     * One condition more.
     *
     * @param condition each {@code ?} of which stands for the next value; where that is a collection, for all of its values
     */
    public Conditions and(String condition, Object... given) {
        sql.append(" and ").append(numbered(condition, given));
        return this;
    }

    /** No row will do. */
    public void never() {
        sql.append(" and false");
    }

    /** A part of the query that is no condition, such as its limit; to be called in the order of the parts. */
    public String numbered(String part, Object... given) {
        StringBuilder numbered = new StringBuilder();
        int next = 0;
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) == '?') {
                numbered.append(places(given[next++]));
            } else {
                numbered.append(part.charAt(i));
            }
        }
        return numbered.toString();
    }

    private String places(Object value) {
        if (value instanceof Collection<?> several) {
            return String.join(", ", several.stream().map(this::place).toList());
        }
        return place(value);
    }

    private String place(Object value) {
        values.add(value instanceof Instant moment ? Timestamp.from(moment) : value);
        return "?" + values.size();
    }

    @Override
    public String toString() {
        return sql.toString();
    }

    /** The query with all values in their places. */
    public Query query(EntityManager entities, String whole) {
        return filled(entities.createNativeQuery(whole));
    }

    public <T> Query query(EntityManager entities, String whole, Class<T> entity) {
        return filled(entities.createNativeQuery(whole, entity));
    }

    private Query filled(Query query) {
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query;
    }
}
