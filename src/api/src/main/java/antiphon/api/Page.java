package antiphon.api;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A part of a list, and where the next part begins, if there is one. */
public record Page<T>(List<T> items, Optional<Cursor> next) {
    public Page {
        items = List.copyOf(items);
    }

    /** Cuts a page of the wanted size out of rows that were read one further than that. */
    public static <T> Page<T> cut(List<T> rows, int size, Function<? super T, Cursor> cursorAfter) {
        if (rows.size() <= size) {
            return new Page<>(rows, Optional.empty());
        }
        List<T> items = rows.subList(0, size);
        return new Page<>(items, Optional.of(cursorAfter.apply(items.getLast())));
    }

    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), next);
    }

    /** The contract's shape: the items under the given name, {@code next_cursor}, {@code has_more}. */
    public JsonObject asJson(String name, Function<? super T, ? extends JsonValue> item) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        items.forEach(each -> list.add(item.apply(each)));
        JsonObjectBuilder page = Json.createObjectBuilder().add(name, list);
        next.ifPresentOrElse(cursor -> page.add("next_cursor", cursor.asText()), () -> page.addNull("next_cursor"));
        return page.add("has_more", next.isPresent()).build();
    }
}
