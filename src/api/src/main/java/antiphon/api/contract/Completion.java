package antiphon.api.contract;

import antiphon.api.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/**
 * One walk over a document that fills in what its schema states by default. Official clients reject an answer that lacks
 * a required field, so: a field that may be null is null, a list is empty, an object is filled in its turn, and only a
 * plain value without any default stays away. A null where none may stand counts as not sent.
 */
final class Completion {
    /** Looked up once: the lookup costs more than making a value. */
    private final Contract contract;

    Completion(Contract contract) {
        this.contract = contract;
    }

    JsonValue complete(JsonObject stated, JsonValue value) {
        JsonObject schema = contract.resolve(stated);
        Optional<Union> union = Union.of(schema);
        if (union.isPresent()) {
            return value == JsonValue.NULL ? value : complete(variant(union.get(), value), value);
        }
        if (value instanceof JsonObject object) {
            return completeMembers(schema, object);
        }
        return value instanceof JsonArray array && schema.get("items") instanceof JsonObject items
                ? completeItems(items, array)
                : value;
    }

    private JsonObject variant(Union union, JsonValue value) {
        return union.tagged(contract, value).orElseGet(() -> union.closest(contract, value));
    }

    private JsonObject completeMembers(JsonObject schema, JsonObject object) {
        JsonObjectBuilder completed = Json.createObjectBuilder();
        JsonObject properties = properties(schema);
        for (Map.Entry<String, JsonValue> property : properties.entrySet()) {
            JsonObject stated = property.getValue().asJsonObject();
            JsonValue sent = object.get(property.getKey());
            if (sent == null || sent == JsonValue.NULL && !mayBeNull(stated)) {
                byDefault(stated).ifPresent(value -> completed.add(property.getKey(), value));
            } else {
                completed.add(property.getKey(), complete(stated, sent));
            }
        }
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            if (!properties.containsKey(member.getKey())) {
                completed.add(
                        member.getKey(),
                        schema.get("additionalProperties") instanceof JsonObject others
                                ? complete(others, member.getValue())
                                : member.getValue());
            }
        }
        return completed.build();
    }

    private JsonArray completeItems(JsonObject items, JsonArray array) {
        JsonArrayBuilder completed = Json.createArrayBuilder();
        array.forEach(item -> completed.add(complete(items, item)));
        return completed.build();
    }

    private Optional<JsonValue> byDefault(JsonObject stated) {
        JsonObject schema = contract.resolve(stated);
        if (stated.containsKey("default")) {
            return Optional.of(complete(schema, stated.get("default")));
        }
        if (schema.containsKey("default")) {
            return Optional.of(schema.get("default"));
        }
        if (schema.containsKey("const")) {
            return Optional.of(schema.get("const"));
        }
        if (mayBeNull(schema)) {
            return Optional.of(JsonValue.NULL);
        }
        return switch (schema.getString("type", "")) {
            case "array" -> Optional.of(JsonValue.EMPTY_JSON_ARRAY);
            case "object" -> emptyObject(schema);
            default -> Optional.empty();
        };
    }

    /** An object nobody sent, if all it must have goes without saying. */
    private Optional<JsonValue> emptyObject(JsonObject schema) {
        JsonObject completed = completeMembers(schema, JsonValue.EMPTY_JSON_OBJECT);
        JsonArray required = schema.getJsonArray("required");
        boolean whole = required == null
                || required.getValuesAs(JsonString.class).stream()
                        .allMatch(name -> completed.containsKey(name.getString()));
        return whole ? Optional.of(completed) : Optional.empty();
    }

    private boolean mayBeNull(JsonObject stated) {
        JsonObject schema = contract.resolve(stated);
        boolean anything = !schema.containsKey("type") && !schema.containsKey("enum") && !schema.containsKey("const");
        return Union.of(schema).map(Union::nullable).orElse(anything);
    }

    private static JsonObject properties(JsonObject schema) {
        return schema.getOrDefault("properties", JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
    }
}
