package antiphon.agents.tools;

import antiphon.api.Cursor;
import antiphon.api.Page;
import antiphon.api.Query;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which uses of a tool a list shows, the latest first.
 *
 * @param since from here on, inclusive
 * @param until up to here, inclusive
 */
record ExecutionSelection(
        Optional<Boolean> error,
        Optional<String> agentId,
        Optional<String> branchId,
        Optional<Instant> since,
        Optional<Instant> until,
        int pageSize,
        Optional<Cursor> from) {
    private static final String ORDER = "happened_at-";

    /** Reads the contract's query parameters. */
    static ExecutionSelection read(Query query) {
        Optional<Cursor> from = Cursor.from(query, ORDER, 2);
        try {
            from.ifPresent(cursor -> Instant.parse(cursor.key().getFirst()));
        } catch (DateTimeParseException e) {
            throw Cursor.refusal();
        }
        return new ExecutionSelection(
                query.flag("is_error"),
                query.text("agent_id"),
                query.text("branch_id"),
                query.moment("start_time"),
                query.moment("end_time"),
                query.number("page_size", 30, 1, 100),
                from);
    }

    Page<ToolExecution> page(String toolId, EntityManager entities) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder jpql = new StringBuilder("select e from ToolExecution e where e.toolId = :tool");
        values.put("tool", toolId);
        error.ifPresent(flag -> add(jpql, values, " and e.error = :error", "error", flag));
        agentId.ifPresent(id -> add(jpql, values, " and e.agentId = :agent", "agent", id));
        branchId.ifPresent(id -> add(jpql, values, " and e.branchId = :branch", "branch", id));
        since.ifPresent(at -> add(jpql, values, " and e.happenedAt >= :since", "since", at));
        until.ifPresent(at -> add(jpql, values, " and e.happenedAt <= :until", "until", at));
        from.ifPresent(cursor -> {
            add(
                    jpql,
                    values,
                    " and (e.happenedAt < :at",
                    "at",
                    Instant.parse(cursor.key().get(0)));
            add(
                    jpql,
                    values,
                    " or e.happenedAt = :at and e.id < :after)",
                    "after",
                    cursor.key().get(1));
        });
        TypedQuery<ToolExecution> query = entities.createQuery(
                jpql.append(" order by e.happenedAt desc, e.id desc").toString(), ToolExecution.class);
        values.forEach(query::setParameter);
        List<ToolExecution> rows = query.setMaxResults(pageSize + 1).getResultList();
        return Page.cut(
                rows,
                pageSize,
                last -> new Cursor(ORDER, List.of(last.happenedAt().toString(), last.id())));
    }

    private static void add(
            StringBuilder jpql, Map<String, Object> values, String condition, String name, Object value) {
        jpql.append(condition);
        values.put(name, value);
    }
}
