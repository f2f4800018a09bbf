package antiphon.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is well-formed JSON and yet cannot be kept or worked with: NUL, half characters, endless numbers and depths. */
public final class StorableJson {
    private static final int DEEPEST = 100;
    private static final int REPLACEMENT = 0xFFFD;
    private static final int LARGEST_EXPONENT = 308;

    private StorableJson() {}

    /**
     * Reads a text of one object.
     *
     * @throws Refusal.Invalid saying what is wrong, without repeating the text
     */
    public static JsonObject read(String text) {
        if (parsed(text) instanceof JsonObject object) {
            check(object);
            return object;
        }
        throw refusal(List.of("body"), "Input is JSON, but not an object", "dict_type");
    }

    private static JsonValue parsed(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (JsonException | IllegalStateException malformed) {
            throw refusal(List.of("body"), "Input is not JSON", "json_invalid");
        } catch (RuntimeException | StackOverflowError tooDeep) {
            // Parsers have no type of their own for what is nested deeper than they read, and some try it all the same.
            throw refusal(List.of("body"), "Input is nested deeper than " + DEEPEST + " levels", "recursion_loop");
        }
    }

    /** @throws Refusal.Invalid naming the first place that cannot be kept */
    public static void check(JsonObject object) {
        check(object, List.of("body"));
    }

    private static void check(JsonValue value, List<Object> path) {
        if (path.size() > DEEPEST) {
            throw refusal(path.subList(0, 5), "Input is nested deeper than " + DEEPEST + " levels", "recursion_loop");
        }
        switch (value) {
            case JsonObject object -> checkMembers(object, path);
            case JsonArray array -> {
                for (int i = 0; i < array.size(); i++) {
                    check(array.get(i), longer(path, i));
                }
            }
            case JsonString string -> checkText(string.getString(), path);
            case JsonNumber number -> checkNumber(number.bigDecimalValue(), path);
            default -> {}
        }
    }

    private static void checkMembers(JsonObject object, List<Object> path) {
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            checkText(member.getKey(), path);
            check(member.getValue(), longer(path, member.getKey()));
        }
    }

    /** Text that can be kept: NUL is left out, half characters become U+FFFD. For what nobody is there to refuse it to. */
    public static String cleaned(String text) {
        if (isStorable(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c != 0)
                .map(c -> c <= Character.MAX_VALUE && Character.isSurrogate((char) c) ? REPLACEMENT : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** The same of all strings and names in it. */
    public static JsonValue cleaned(JsonValue value) {
        return switch (value) {
            case JsonObject object -> cleaned(object);
            case JsonArray array -> cleaned(array);
            case JsonString string -> Json.createValue(cleaned(string.getString()));
            default -> value;
        };
    }

    public static JsonObject cleaned(JsonObject object) {
        JsonObjectBuilder clean = Json.createObjectBuilder();
        object.forEach((name, value) -> clean.add(cleaned(name), cleaned(value)));
        return clean.build();
    }

    public static JsonArray cleaned(JsonArray array) {
        JsonArrayBuilder clean = Json.createArrayBuilder();
        array.forEach(value -> clean.add(cleaned(value)));
        return clean.build();
    }

    static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static void checkText(String text, List<Object> path) {
        if (!isStorable(text)) {
            throw refusal(path, "Input holds U+0000 or half of a surrogate pair", "string_unicode");
        }
    }

    private static void checkNumber(BigDecimal number, List<Object> path) {
        if (Math.abs((long) number.scale()) > LARGEST_EXPONENT || number.precision() > LARGEST_EXPONENT) {
            throw refusal(path, "Input should be a finite number", "finite_number");
        }
    }

    private static Refusal.Invalid refusal(List<Object> path, String message, String type) {
        return new Refusal.Invalid(new Problem(path, message, type));
    }

    private static List<Object> longer(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
