package antiphon.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Where the next page begins: the sort key and id of the last row shown. Opaque to clients; holds nothing they have not
 * seen. One that was made for another order, or made up, is refused.
 *
 * @param order names the order in which the page was read
 * @param key the last row's values in that order, the id last
 */
public record Cursor(String order, List<String> key) {
    private static final int LONGEST = 4096;

    public Cursor {
        key = List.copyOf(key);
    }

    public String asText() {
        JsonArrayBuilder parts = Json.createArrayBuilder().add(order);
        key.forEach(parts::add);
        byte[] json = parts.build().toString().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    /** The cursor that came with the request, if one did; it must have been made for this order and key length. */
    public static Optional<Cursor> from(Query query, String order, int keyLength) {
        return query.text("cursor").map(text -> {
            Cursor cursor = read(text);
            if (!cursor.order.equals(order) || cursor.key.size() != keyLength) {
                throw refusal();
            }
            return cursor;
        });
    }

    private static Cursor read(String text) {
        if (text.length() > LONGEST) {
            throw refusal();
        }
        try (JsonReader reader = Json.createReader(
                new StringReader(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)))) {
            JsonArray parts = reader.readArray();
            List<String> texts = parts.getValuesAs(JsonString.class).stream()
                    .map(JsonString::getString)
                    .toList();
            if (!texts.stream().allMatch(StorableJson::isStorable)) {
                throw refusal();
            }
            return new Cursor(texts.getFirst(), texts.subList(1, texts.size()));
        } catch (JsonException | IllegalArgumentException | ClassCastException | NoSuchElementException e) {
            throw refusal();
        }
    }

    /** For desks whose key does not read as what they put in. */
    public static Refusal.Invalid refusal() {
        return Query.refusal(
                "cursor", "Input should be a next_cursor of this list, asked for in the same order", "value_error");
    }
}
