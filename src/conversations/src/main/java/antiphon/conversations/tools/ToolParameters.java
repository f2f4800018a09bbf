package antiphon.conversations.tools;

import antiphon.api.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The parameters of a tool in the contract's dialect: JSON Schema, in which some values are not left to the model but
 * stand fixed, come from a dynamic variable, or are left out.
 */
final class ToolParameters {
    private static final Set<String> OF_JSON_SCHEMA = Set.of("type", "description", "enum", "items");

    private final JsonObject dialect;
    private final CallVariables variables;

    ToolParameters(JsonObject dialect, CallVariables variables) {
        this.dialect = dialect;
        this.variables = variables;
    }

    /** What the model is told: plain JSON Schema with the values that are left to it. */
    String schema() {
        return schema(dialect).toString();
    }

    /** The model's arguments, and those it was not asked for; without any it was not to give. */
    JsonObject complete(JsonObject given) {
        return complete(dialect, given);
    }

    /** Names of arguments that have to be there and are not, with dots before inner ones. */
    Set<String> missing(JsonObject complete) {
        Set<String> missing = new TreeSet<>();
        missing(dialect, complete, "", missing);
        return missing;
    }

    JsonObject properties() {
        return members(dialect, "properties");
    }

    private void missing(JsonObject described, JsonObject given, String place, Set<String> missing) {
        texts(described, "required")
                .filter(name -> !isLeftOut(member(described, name)))
                .filter(name -> given.getOrDefault(name, JsonValue.NULL) == JsonValue.NULL)
                .forEach(name -> missing.add(place + name));
        RequiredConstraints.of(described).unmet(given).forEach(words -> missing.add(place + words));
        members(described, "properties").forEach((name, property) -> {
            if (property instanceof JsonObject inner && given.get(name) instanceof JsonObject value) {
                missing(inner, value, place + name + ".", missing);
            }
        });
    }

    private JsonObject complete(JsonObject described, JsonObject given) {
        JsonObjectBuilder complete = Json.createObjectBuilder(given);
        members(described, "properties").forEach((name, property) -> {
            if (!(property instanceof JsonObject inner)) {
                return;
            }
            if (isLeftOut(inner)) {
                complete.remove(name);
            } else if (isSettled(inner)) {
                complete.add(name, settled(inner));
            } else if (isObject(inner)) {
                JsonObject whole = complete(inner, members(given, name));
                if (given.containsKey(name) || !whole.isEmpty()) {
                    complete.add(name, whole);
                }
            }
        });
        return complete.build();
    }

    private JsonValue settled(JsonObject described) {
        String variable = JsonText.text(described, "dynamic_variable");
        return variable.isEmpty()
                ? described.getOrDefault("constant_value", JsonValue.NULL)
                : typed(variables.json(variable), kind(described));
    }

    /** Clients may send every variable as text; what is meant to be a number is made one. */
    private static JsonValue typed(JsonValue value, String kind) {
        String text = JsonText.words(value).strip();
        return switch (kind) {
            case "string" -> value == JsonValue.NULL ? Json.createValue("") : Json.createValue(JsonText.words(value));
            case "integer", "number" ->
                value instanceof JsonString && text.matches("[+-]?\\d{1,30}(\\.\\d{1,30})?")
                        ? Json.createValue(new BigDecimal(text))
                        : value;
            case "boolean" ->
                switch (text) {
                    case "true" -> JsonValue.TRUE;
                    case "false" -> JsonValue.FALSE;
                    default -> value;
                };
            case "object", "array" ->
                value instanceof JsonString ? JsonText.parse(text).orElse(value) : value;
            default -> value;
        };
    }

    private JsonObject schema(JsonObject described) {
        JsonObjectBuilder schema = Json.createObjectBuilder();
        JsonObjectBuilder properties = Json.createObjectBuilder();
        members(described, "properties").forEach((name, property) -> {
            if (property instanceof JsonObject inner && isForModel(inner)) {
                properties.add(name, property(inner));
            }
        });
        JsonArrayBuilder required = Json.createArrayBuilder();
        JsonObject left = properties.build();
        texts(described, "required").filter(left::containsKey).forEach(required::add);
        String constraints = RequiredConstraints.of(described).words();
        if (!constraints.isEmpty()) {
            schema.add("description", constraints);
        }
        return schema.add("type", "object")
                .add("properties", left)
                .add("required", required)
                .build();
    }

    private JsonObject property(JsonObject described) {
        if (isObject(described)) {
            JsonObject inner = schema(described);
            String description =
                    (JsonText.text(described, "description") + " " + JsonText.text(inner, "description")).strip();
            return description.isEmpty()
                    ? inner
                    : Json.createObjectBuilder(inner)
                            .add("description", description)
                            .build();
        }
        JsonObjectBuilder plain = Json.createObjectBuilder();
        described.forEach((name, value) -> {
            boolean says = !value.equals(JsonValue.NULL)
                    && !(value instanceof JsonString text && text.getString().isEmpty());
            if (OF_JSON_SCHEMA.contains(name) && says) {
                plain.add(name, name.equals("items") && value instanceof JsonObject item ? property(item) : value);
            }
        });
        allowed(described).ifPresent(values -> plain.add("enum", values));
        return plain.build();
    }

    /** What may be chosen from, where a variable says it: as a list, or as words with commas. */
    private Optional<JsonArray> allowed(JsonObject described) {
        String variable = JsonText.text(members(described, "allowed_values"), "dynamic_variable");
        String older = JsonText.text(described, "allowed_values_dynamic_variable");
        JsonValue value = variables.json(variable.isEmpty() ? older : variable);
        return switch (value) {
            case JsonArray list -> Optional.of(list);
            case JsonString words ->
                Optional.of(JsonText.parse(words.getString())
                        .filter(JsonArray.class::isInstance)
                        .map(JsonValue::asJsonArray)
                        .orElseGet(() -> Json.createArrayBuilder(
                                        List.of(words.getString().strip().split("\\s*,\\s*")))
                                .build()));
            case JsonNumber number ->
                Optional.of(Json.createArrayBuilder().add(number).build());
            default -> Optional.empty();
        };
    }

    private static boolean isForModel(JsonObject described) {
        return !isSettled(described) && !isLeftOut(described) && hasSomethingForModel(described);
    }

    /** An object all of whose members are settled is settled itself. */
    private static boolean hasSomethingForModel(JsonObject described) {
        JsonObject inner = members(described, "properties");
        return !isObject(described)
                || inner.isEmpty()
                || inner.values().stream()
                        .anyMatch(property -> property instanceof JsonObject member && isForModel(member));
    }

    private static boolean isLeftOut(JsonObject described) {
        return described.getBoolean("is_omitted", false) || described.getBoolean("is_system_provided", false);
    }

    private static boolean isSettled(JsonObject described) {
        JsonValue constant = described.getOrDefault("constant_value", JsonValue.NULL);
        boolean fixed = !constant.equals(JsonValue.NULL) && !constant.equals(Json.createValue(""));
        return fixed || !JsonText.text(described, "dynamic_variable").isEmpty();
    }

    private static boolean isObject(JsonObject described) {
        return kind(described).equals("object");
    }

    /** Of a pair such as string or null, what is not null. */
    private static String kind(JsonObject described) {
        return described.get("type") instanceof JsonArray
                ? texts(described, "type")
                        .filter(type -> !type.equals("null"))
                        .findFirst()
                        .orElse("")
                : JsonText.text(described, "type");
    }

    private static JsonObject member(JsonObject described, String name) {
        return members(members(described, "properties"), name);
    }

    private static JsonObject members(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject members ? members : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static Stream<String> texts(JsonObject object, String name) {
        return object.get(name) instanceof JsonArray list
                ? list.stream().filter(JsonString.class::isInstance).map(value -> ((JsonString) value).getString())
                : Stream.of();
    }
}
