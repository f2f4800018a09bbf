package antiphon.simulation.library;

import antiphon.api.Cursor;
import antiphon.api.Query;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which tests and folders are listed.
 *
 * @param inFolder {@code root} means those that lie in none; empty means wherever they lie
 * @param notBy who made what is not wanted
 */
record TestSelection(
        Optional<String> search,
        Optional<String> inFolder,
        List<String> types,
        Optional<String> createdBy,
        Optional<String> notBy,
        boolean foldersFirst,
        int pageSize,
        Optional<Cursor> from) {
    private static final String ROOT = "root";

    /** Reads the contract's query parameters. {@code @me} among the creators is the one who asks. */
    static TestSelection read(Query query, String askedBy) {
        boolean foldersFirst = query.oneOf("sort_mode", Set.of("default", "folders_first"))
                .orElse("default")
                .equals("folders_first");
        boolean sharedOnly = query.oneOf("sharing_mode", Set.of("all", "shared_with_me"))
                .orElse("all")
                .equals("shared_with_me");
        return new TestSelection(
                query.text("search"),
                query.text("parent_folder_id"),
                types(query),
                query.text("created_by_user_id").map(id -> id.equals("@me") ? askedBy : id),
                sharedOnly ? Optional.of(askedBy) : Optional.empty(),
                foldersFirst,
                query.number("page_size", 30, 1, 100),
                start(query, foldersFirst));
    }

    /** Clients that know nothing of folders ask for no types, and are shown none. */
    private static List<String> types(Query query) {
        List<String> types = query.someOf("types", Set.of("llm", "tool", "simulation", AgentTest.FOLDER));
        Optional<Boolean> withFolders = query.flag("include_folders");
        List<String> wanted = new ArrayList<>(types.isEmpty() ? List.of("llm", "tool", "simulation") : types);
        if (withFolders.orElse(false) && !wanted.contains(AgentTest.FOLDER)) {
            wanted.add(AgentTest.FOLDER);
        }
        return wanted;
    }

    private static Optional<Cursor> start(Query query, boolean foldersFirst) {
        Optional<Cursor> from = Cursor.from(query, orderName(foldersFirst), 3);
        try {
            from.ifPresent(cursor -> {
                Integer.parseInt(cursor.key().get(0));
                Instant.parse(cursor.key().get(1));
            });
        } catch (NumberFormatException | DateTimeParseException e) {
            throw Cursor.refusal();
        }
        return from;
    }

    /** The cursor after this one. */
    Cursor after(AgentTest last) {
        int rank = foldersFirst && last.isFolder() ? 1 : 0;
        return new Cursor(
                orderName(foldersFirst),
                List.of(String.valueOf(rank), last.createdAt().toString(), last.id()));
    }

    private static String orderName(boolean foldersFirst) {
        return foldersFirst ? "folders_first" : "created_at-";
    }

    /** The query, and the values of its numbered parameters, in step. */
    record Statement(String sql, List<Object> values) {}

    /** Reads one row more than the page holds, so that it is known whether there is a next page. */
    Statement statement() {
        StringBuilder sql = new StringBuilder("select * from agent_test where type in (");
        List<Object> values = new ArrayList<>();
        List<String> places = new ArrayList<>();
        types.forEach(type -> places.add(placed(type, values)));
        sql.append(String.join(", ", places)).append(")");
        search.ifPresent(part -> sql.append(" and name ilike ").append(placed(pattern(part), values)));
        createdBy.ifPresent(id -> sql.append(" and created_by = ").append(placed(id, values)));
        notBy.ifPresent(id -> sql.append(" and created_by <> ").append(placed(id, values)));
        inFolder.ifPresent(id ->
                sql.append(id.equals(ROOT) ? " and folder_id is null" : " and folder_id = " + placed(id, values)));
        from.ifPresent(cursor -> appendStart(cursor, sql, values));
        sql.append(" order by ").append(rank()).append("created_at desc, id desc limit ");
        sql.append(placed(pageSize + 1, values));
        return new Statement(sql.toString(), values);
    }

    private static String pattern(String part) {
        return "%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    private static String placed(Object value, List<Object> values) {
        values.add(value);
        return "?" + values.size();
    }

    private String rank() {
        return foldersFirst ? "(type = 'folder') desc, " : "";
    }

    private void appendStart(Cursor cursor, StringBuilder sql, List<Object> values) {
        sql.append(" and (").append(foldersFirst ? "cast(type = 'folder' as integer), " : "");
        sql.append("created_at, id) < (");
        if (foldersFirst) {
            sql.append(placed(Integer.parseInt(cursor.key().get(0)), values)).append(", ");
        }
        sql.append("cast(").append(placed(cursor.key().get(1), values)).append(" as timestamptz), ");
        sql.append(placed(cursor.key().get(2), values)).append(")");
    }
}
