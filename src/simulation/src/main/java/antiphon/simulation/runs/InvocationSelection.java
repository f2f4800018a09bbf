package antiphon.simulation.runs;

import antiphon.api.Cursor;
import antiphon.api.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which invocations are listed, the newest first. */
record InvocationSelection(
        Optional<String> agentId,
        Optional<String> branchId,
        Optional<String> versionId,
        Optional<String> testId,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> search,
        int pageSize,
        Optional<Cursor> start) {
    private static final String ORDER = "created_at-";

    /** Reads the contract's query parameters. */
    static InvocationSelection read(Query query) {
        return new InvocationSelection(
                query.text("agent_id"),
                query.text("branch_id"),
                query.text("version_id"),
                query.text("test_id"),
                query.moment("start_time"),
                query.moment("end_time"),
                query.text("search"),
                query.number("page_size", 30, 1, 100),
                start(query));
    }

    private static Optional<Cursor> start(Query query) {
        Optional<Cursor> start = Cursor.from(query, ORDER, 2);
        try {
            start.ifPresent(cursor -> Instant.parse(cursor.key().getFirst()));
        } catch (DateTimeParseException e) {
            throw Cursor.refusal();
        }
        return start;
    }

    Cursor after(TestInvocation last) {
        return new Cursor(ORDER, List.of(last.createdAt().toString(), last.id()));
    }

    /** The query, and the values of its numbered parameters, in step. */
    record Statement(String sql, List<Object> values) {}

    /** Reads one row more than the page holds, so that it is known whether there is a next page. */
    Statement statement() {
        StringBuilder sql = new StringBuilder("select * from test_invocation i where true");
        List<Object> values = new ArrayList<>();
        agentId.ifPresent(id -> sql.append(" and agent_id = ").append(placed(id, values)));
        branchId.ifPresent(id -> sql.append(" and branch_id = ").append(placed(id, values)));
        versionId.ifPresent(id -> sql.append(" and version_id = ").append(placed(id, values)));
        testId.ifPresent(id -> sql.append(" and exists (select 1 from test_run r where r.invocation_id = i.id")
                .append(" and r.test_id = ")
                .append(placed(id, values))
                .append(")"));
        from.ifPresent(at -> sql.append(" and created_at >= ").append(placed(Timestamp.from(at), values)));
        to.ifPresent(at -> sql.append(" and created_at <= ").append(placed(Timestamp.from(at), values)));
        search.ifPresent(part -> {
            String place = placed(pattern(part), values);
            sql.append(" and (title ilike ").append(place);
            sql.append(" or exists (select 1 from test_run r where r.invocation_id = i.id and r.test_name ilike ");
            sql.append(place).append("))");
        });
        start.ifPresent(cursor -> {
            sql.append(" and (created_at, id) < (cast(")
                    .append(placed(cursor.key().get(0), values));
            sql.append(" as timestamptz), ")
                    .append(placed(cursor.key().get(1), values))
                    .append(")");
        });
        sql.append(" order by created_at desc, id desc limit ").append(placed(pageSize + 1, values));
        return new Statement(sql.toString(), values);
    }

    private static String pattern(String part) {
        return "%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    private static String placed(Object value, List<Object> values) {
        values.add(value);
        return "?" + values.size();
    }
}
