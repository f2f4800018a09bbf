package antiphon.api.contract;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Bounds of texts, numbers and lists. */
final class Limits {
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private Limits() {}

    /** Told what is wrong: words for people, a word for programs. */
    interface Complaint {
        void of(String message, String type);
    }

    /** Lengths are counted in characters as people see them in text (code points), as the contract's server does. */
    static void ofText(JsonObject schema, String text, Complaint complaint) {
        int length = text.codePointCount(0, text.length());
        if (length < schema.getInt("minLength", 0)) {
            complaint.of(
                    "String should have at least " + schema.getInt("minLength") + " character(s)", "string_too_short");
        }
        if (length > schema.getInt("maxLength", Integer.MAX_VALUE)) {
            complaint.of(
                    "String should have at most " + schema.getInt("maxLength") + " character(s)", "string_too_long");
        }
        String pattern = schema.getString("pattern", "");
        if (!pattern.isEmpty()
                && !PATTERNS.computeIfAbsent(pattern, Pattern::compile)
                        .matcher(text)
                        .find()) {
            complaint.of("String should match pattern '" + pattern + "'", "string_pattern_mismatch");
        }
    }

    static void ofNumber(JsonObject schema, BigDecimal number, Complaint complaint) {
        if (schema.get("minimum") instanceof JsonNumber least && number.compareTo(least.bigDecimalValue()) < 0) {
            complaint.of("Input should be greater than or equal to " + least, "greater_than_equal");
        }
        if (schema.get("maximum") instanceof JsonNumber most && number.compareTo(most.bigDecimalValue()) > 0) {
            complaint.of("Input should be less than or equal to " + most, "less_than_equal");
        }
        if (schema.get("exclusiveMinimum") instanceof JsonNumber low && number.compareTo(low.bigDecimalValue()) <= 0) {
            complaint.of("Input should be greater than " + low, "greater_than");
        }
        if (schema.get("exclusiveMaximum") instanceof JsonNumber high
                && number.compareTo(high.bigDecimalValue()) >= 0) {
            complaint.of("Input should be less than " + high, "less_than");
        }
    }

    static void ofCount(JsonObject schema, int count, Complaint complaint) {
        if (count < schema.getInt("minItems", 0)) {
            complaint.of("List should have at least " + schema.getInt("minItems") + " item(s)", "too_short");
        }
        if (count > schema.getInt("maxItems", Integer.MAX_VALUE)) {
            complaint.of("List should have at most " + schema.getInt("maxItems") + " item(s)", "too_long");
        }
    }
}
