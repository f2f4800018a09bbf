package antiphon.agents;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Compares what was sent with what is shown, which may hold more: for a null, the default. */
final class Lossless {
    private Lossless() {}

    /** What of the first is missing from the second or is different there; a number is its value, however it is written. */
    static List<String> missing(JsonValue sent, JsonValue shown) {
        List<String> missing = new ArrayList<>();
        compare("", sent, shown, missing);
        return missing;
    }

    private static void compare(String path, JsonValue sent, JsonValue shown, List<String> missing) {
        switch (sent) {
            case JsonObject object
            when shown instanceof JsonObject other ->
                object.forEach((name, value) -> {
                    JsonValue there = other.get(name);
                    if (there != null) {
                        compare(path + "." + name, value, there, missing);
                    } else if (value != JsonValue.NULL) {
                        missing.add(path + "." + name + " is missing");
                    }
                });
            case JsonArray array
            when shown instanceof JsonArray other && array.size() == other.size() -> {
                for (int i = 0; i < array.size(); i++) {
                    compare(path + "[" + i + "]", array.get(i), other.get(i), missing);
                }
            }
            case JsonNumber number
            when shown instanceof JsonNumber other -> {
                if (number.bigDecimalValue().compareTo(other.bigDecimalValue()) != 0) {
                    missing.add(path + " is " + other + " instead of " + number);
                }
            }
            default -> {
                if (sent != JsonValue.NULL && !sent.equals(shown)) {
                    missing.add(path + " is " + shown + " instead of " + sent);
                }
            }
        }
    }
}
