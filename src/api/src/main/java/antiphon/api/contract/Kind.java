package antiphon.api.contract;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** The contract's words for kinds of JSON values. */
final class Kind {
    private Kind() {}

    static boolean fits(String type, JsonValue value) {
        return switch (type) {
            case "object" -> value instanceof JsonObject;
            case "array" -> value instanceof JsonArray;
            case "string" -> value instanceof JsonString;
            case "number" -> value instanceof JsonNumber;
            case "integer" -> value instanceof JsonNumber number && isWhole(number);
            case "boolean" -> value == JsonValue.TRUE || value == JsonValue.FALSE;
            case "null" -> value == JsonValue.NULL;
            default -> true;
        };
    }

    /** 2 and 2.0 are whole, as they are to the contract's own server. */
    static boolean isWhole(JsonNumber number) {
        return number.bigDecimalValue().stripTrailingZeros().scale() <= 0;
    }

    /** What is said to somebody who sent another kind. */
    static String wish(String type) {
        return switch (type) {
            case "object" -> "Input should be a valid dictionary";
            case "array" -> "Input should be a valid list";
            case "string" -> "Input should be a valid string";
            case "number" -> "Input should be a valid number";
            case "integer" -> "Input should be a valid integer";
            case "boolean" -> "Input should be a valid boolean";
            default -> "Input should be " + type;
        };
    }

    /** The same for programs. */
    static String problemType(String type) {
        return switch (type) {
            case "object" -> "dict_type";
            case "array" -> "list_type";
            case "number" -> "float_type";
            case "integer" -> "int_type";
            case "boolean" -> "bool_type";
            default -> type + "_type";
        };
    }
}
