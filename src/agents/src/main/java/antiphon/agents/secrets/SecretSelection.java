package antiphon.agents.secrets;

import antiphon.api.Cursor;
import antiphon.api.Page;
import antiphon.api.Query;
import java.util.List;
import java.util.Locale;

/**
 * Which secrets a list shows: by name, from the one after the given name.
 *
 * @param search part of the name, in any case; empty for all
 * @param afterName empty for the beginning
 */
public record SecretSelection(String search, String afterName, int pageSize) {
    static final int MOST = 100;
    private static final String ORDER = "secret_name";

    static SecretSelection read(Query query) {
        String after = Cursor.from(query, ORDER, 1)
                .map(cursor -> cursor.key().getFirst())
                .orElse("");
        return new SecretSelection(query.text("search").orElse(""), after, query.number("page_size", MOST, 1, MOST));
    }

    /** A pattern for {@code like} with the escape character {@code !}. */
    String pattern() {
        String part = search.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return "%" + part + "%";
    }

    Page<Secret> page(List<Secret> rows) {
        return Page.cut(rows, pageSize, last -> new Cursor(ORDER, List.of(last.name())));
    }
}
