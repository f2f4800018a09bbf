package antiphon.api.contract;

import antiphon.api.Json;
import antiphon.api.Problem;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a value along its schema, collecting what is wrong. Paths, words and types are those of the contract's
 * server (pydantic's), including the tag of a tagged union as a step of the path.
 */
final class Validation {
    private static final int ENOUGH = 100;

    private final Contract contract;
    private final List<Problem> problems = new ArrayList<>();

    private Validation(Contract contract) {
        this.contract = contract;
    }

    static List<Problem> of(Contract contract, JsonObject schema, JsonValue value) {
        Validation validation = new Validation(contract);
        validation.check(schema, value, List.of("body"));
        return validation.problems;
    }

    private void check(JsonObject stated, JsonValue value, List<Object> path) {
        if (problems.size() >= ENOUGH) {
            return;
        }
        JsonObject schema = contract.resolve(stated);
        Optional<Union> union = Union.of(schema);
        if (union.isPresent()) {
            checkUnion(union.get(), value, path);
        } else if (schema.containsKey("const")) {
            checkAllowed(List.of(schema.get("const")), "literal_error", value, path);
        } else if (schema.containsKey("enum")) {
            checkAllowed(schema.getJsonArray("enum"), "enum", value, path);
        } else {
            checkKind(schema, value, path);
        }
    }

    private void checkUnion(Union union, JsonValue value, List<Object> path) {
        if (value == JsonValue.NULL && union.nullable()) {
            return;
        }
        if (!union.isTagged()) {
            check(union.closest(contract, value), value, path);
            return;
        }
        Optional<JsonObject> variant = union.tagged(contract, value);
        if (variant.isPresent()) {
            String tag = value.asJsonObject().getString(union.tagField());
            check(variant.get(), value, longer(path, tag));
        } else {
            refuseTag(union, value, path);
        }
    }

    private void refuseTag(Union union, JsonValue value, List<Object> path) {
        String expected = "'" + String.join("', '", union.tags().keySet()) + "'";
        if (!(value instanceof JsonObject object)) {
            add(path, Kind.wish("object"), "dict_type");
        } else if (object.containsKey(union.tagField())) {
            add(
                    path,
                    "Input tag found using '" + union.tagField() + "' does not match any of the expected tags: "
                            + expected,
                    "union_tag_invalid");
        } else {
            add(
                    path,
                    "Unable to extract tag using discriminator '" + union.tagField() + "', one of " + expected,
                    "union_tag_not_found");
        }
    }

    private void checkAllowed(List<JsonValue> allowed, String type, JsonValue value, List<Object> path) {
        boolean known = allowed.stream().anyMatch(each -> same(each, value));
        if (!known) {
            List<String> words = allowed.stream()
                    .map(each -> each instanceof JsonString text ? "'" + text.getString() + "'" : each.toString())
                    .toList();
            String wish = words.size() == 1
                    ? words.getFirst()
                    : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
            add(path, "Input should be " + wish, type);
        }
    }

    private static boolean same(JsonValue one, JsonValue other) {
        return one instanceof JsonNumber a && other instanceof JsonNumber b
                ? a.bigDecimalValue().compareTo(b.bigDecimalValue()) == 0
                : one.equals(other);
    }

    private void checkKind(JsonObject schema, JsonValue value, List<Object> path) {
        String type = schema.getString("type", "");
        if (!Kind.fits(type, value)) {
            boolean fraction = type.equals("integer") && value instanceof JsonNumber;
            add(
                    path,
                    fraction ? "Input should be a valid integer, got a number with a fractional part" : Kind.wish(type),
                    fraction ? "int_from_float" : Kind.problemType(type));
            return;
        }
        switch (value) {
            case JsonObject object -> checkMembers(schema, object, path);
            case JsonArray array -> checkItems(schema, array, path);
            case JsonString text -> Limits.ofText(schema, text.getString(), (message, t) -> add(path, message, t));
            case JsonNumber number ->
                Limits.ofNumber(schema, number.bigDecimalValue(), (message, t) -> add(path, message, t));
            default -> {}
        }
    }

    private void checkMembers(JsonObject schema, JsonObject object, List<Object> path) {
        for (JsonString required : strings(schema.getJsonArray("required"))) {
            if (!object.containsKey(required.getString())) {
                add(longer(path, required.getString()), "Field required", "missing");
            }
        }
        if (object.size() < schema.getInt("minProperties", 0)) {
            add(path, "Dictionary should have at least " + schema.getInt("minProperties") + " item(s)", "too_short");
        }
        JsonObject properties =
                schema.getOrDefault("properties", JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            List<Object> there = longer(path, member.getKey());
            if (schema.get("propertyNames") instanceof JsonObject names) {
                check(names, Json.createValue(member.getKey()), longer(there, "[key]"));
            }
            if (properties.get(member.getKey()) instanceof JsonObject known) {
                check(known, member.getValue(), there);
            } else if (schema.get("additionalProperties") instanceof JsonObject others) {
                check(others, member.getValue(), there);
            } else if (schema.get("additionalProperties") == JsonValue.FALSE) {
                add(there, "Extra inputs are not permitted", "extra_forbidden");
            }
        }
    }

    private void checkItems(JsonObject schema, JsonArray array, List<Object> path) {
        Limits.ofCount(schema, array.size(), (message, type) -> add(path, message, type));
        if (schema.getBoolean("uniqueItems", false) && new HashSet<>(array).size() < array.size()) {
            add(path, "Items should be unique", "unique_items");
        }
        if (schema.get("items") instanceof JsonObject items) {
            for (int i = 0; i < array.size(); i++) {
                check(items, array.get(i), longer(path, i));
            }
        }
    }

    private static List<JsonString> strings(@Nullable JsonArray array) {
        return array == null ? List.of() : array.getValuesAs(JsonString.class);
    }

    private void add(List<Object> path, String message, String type) {
        problems.add(new Problem(path, message, type));
    }

    private static List<Object> longer(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
