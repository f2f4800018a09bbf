package antiphon.agents.knowledge;

import antiphon.api.Cursor;
import antiphon.api.Query;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which documents and folders a list shows, in which order, from where.
 *
 * @param search part of the name, in any case
 * @param types the contract's words; empty for all
 * @param parent the folder in which they lie; {@value #ROOT} for those in none
 * @param ancestor the folder in which or below which they lie
 * @param order the column
 */
record DocumentSelection(
        Optional<String> search,
        Optional<String> createdBy,
        Set<String> types,
        Optional<String> parent,
        Optional<String> ancestor,
        boolean foldersFirst,
        Order order,
        boolean descending,
        int pageSize,
        Optional<Cursor> from) {
    static final Set<String> TYPES = Set.of("file", "url", "text", "folder");
    private static final String ROOT = "root";

    enum Order {
        NAME("lower(name)", "lower(?)"),
        CREATED_AT("created_at", "cast(? as timestamptz)"),
        UPDATED_AT("updated_at", "cast(? as timestamptz)"),
        SIZE("size_bytes", "cast(? as bigint)");

        private final String column;
        private final String parameter;

        Order(String column, String parameter) {
            this.column = column;
            this.parameter = parameter;
        }

        String key(KnowledgeDocument document) {
            return switch (this) {
                case NAME -> document.name();
                case CREATED_AT -> document.createdAt().toString();
                case UPDATED_AT -> document.updatedAt().toString();
                case SIZE -> String.valueOf(document.sizeBytes());
            };
        }

        void check(String key) {
            try {
                switch (this) {
                    case NAME -> {}
                    case CREATED_AT, UPDATED_AT -> Instant.parse(key);
                    case SIZE -> Long.parseLong(key);
                }
            } catch (DateTimeParseException | NumberFormatException e) {
                throw Cursor.refusal();
            }
        }
    }

    /** Reads the contract's query parameters. {@code @me} as creator is the one who asks. */
    static DocumentSelection read(Query query, String askedBy) {
        Order order = query.oneOf("sort_by", Set.of("name", "created_at", "updated_at", "size"))
                .map(word -> Order.valueOf(word.toUpperCase(java.util.Locale.ROOT)))
                .orElse(Order.CREATED_AT);
        boolean descending = query.oneOf("sort_direction", Set.of("asc", "desc"))
                .orElse("desc")
                .equals("desc");
        boolean foldersFirst = query.flag("folders_first", false);
        boolean onlyOwn = query.flag("show_only_owned_documents", false);
        Optional<String> createdBy = query.text("created_by_user_id").map(id -> id.equals("@me") ? askedBy : id);
        Optional<Cursor> from = Cursor.from(query, orderName(order, descending, foldersFirst), 3);
        from.ifPresent(cursor -> order.check(cursor.key().get(1)));
        return new DocumentSelection(
                query.text("search"),
                onlyOwn ? Optional.of(askedBy) : createdBy,
                new TreeSet<>(query.someOf("types", TYPES)),
                query.text("parent_folder_id"),
                query.text("ancestor_folder_id"),
                foldersFirst,
                order,
                descending,
                query.number("page_size", 30, 1, 100),
                from);
    }

    /** The folders that must be there. */
    List<String> folders() {
        return Stream.concat(parent.stream().filter(id -> !id.equals(ROOT)), ancestor.stream())
                .toList();
    }

    Cursor after(KnowledgeDocument last) {
        String rank = foldersFirst && last.isFolder() ? "0" : "1";
        return new Cursor(orderName(order, descending, foldersFirst), List.of(rank, order.key(last), last.id()));
    }

    private static String orderName(Order order, boolean descending, boolean foldersFirst) {
        return order.name() + (descending ? "-" : "+") + (foldersFirst ? "f" : "");
    }

    /** The query, and the values of its numbered parameters, in step. */
    record Statement(String sql, List<Object> values) {}

    /** Reads one row more than the page holds, so that it is known whether there is a next page. */
    Statement statement() {
        StringBuilder sql = new StringBuilder("select * from knowledge_document where true");
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
            sql.append(" and type in ('").append(String.join("', '", types)).append("')");
        }
        parent.ifPresent(id -> {
            if (id.equals(ROOT)) {
                sql.append(" and parent_id is null");
            } else {
                values.add(id);
                sql.append(" and parent_id = ?").append(values.size());
            }
        });
        ancestor.ifPresent(id -> {
            values.add(id);
            sql.append(
                            " and id in (with recursive below (id) as (select id from knowledge_document where parent_id = ?")
                    .append(values.size())
                    .append(" union select d.id from knowledge_document d join below b on d.parent_id = b.id)")
                    .append(" select id from below)");
        });
        from.ifPresent(cursor -> appendStart(cursor, sql, values));
        String direction = descending ? " desc" : " asc";
        values.add(pageSize + 1);
        sql.append(" order by ")
                .append(rank())
                .append(", ")
                .append(order.column)
                .append(direction);
        sql.append(", id").append(direction).append(" limit ?").append(values.size());
        return new Statement(sql.toString(), values);
    }

    private String rank() {
        return foldersFirst ? "case when type = 'folder' then 0 else 1 end" : "cast(1 as integer)";
    }

    private void appendStart(Cursor cursor, StringBuilder sql, List<Object> values) {
        int rank = cursor.key().get(0).equals("0") ? 0 : 1;
        values.add(cursor.key().get(1));
        String key = order.parameter.replace("?", "?" + values.size());
        values.add(cursor.key().get(2));
        sql.append(" and (").append(rank()).append(" > ").append(rank);
        sql.append(" or ").append(rank()).append(" = ").append(rank);
        sql.append(" and (").append(order.column).append(", id) ").append(descending ? "<" : ">");
        sql.append(" (").append(key).append(", ?").append(values.size()).append("))");
    }
}
