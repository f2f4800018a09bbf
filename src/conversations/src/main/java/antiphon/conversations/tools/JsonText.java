package antiphon.conversations.tools;

import antiphon.api.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Optional;

/** JSON that others wrote: perhaps it is none. */
final class JsonText {
    private JsonText() {}

    static Optional<JsonValue> parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return Optional.of(reader.readValue());
        } catch (JsonException | IllegalStateException none) {
            return Optional.empty();
        }
    }

    /** Empty where the text is no object. */
    static JsonObject object(String text) {
        return parse(text)
                .filter(JsonObject.class::isInstance)
                .map(JsonValue::asJsonObject)
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    /** A member's text; empty where there is none. */
    static String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text ? text.getString() : "";
    }

    /** A value in words: a text without its quotes. */
    static String words(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }
}
