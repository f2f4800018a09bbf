package antiphon.conversations.tools;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The parameters of a tool in the contract's dialect: JSON Schema, in which some values are not left to the model but
 * stand fixed or come from a dynamic variable.
 */
final class ToolParameters {
    private static final Set<String> OF_JSON_SCHEMA = Set.of("type", "description", "enum", "items", "required");

    private final JsonObject dialect;

    ToolParameters(JsonObject dialect) {
        this.dialect = dialect;
    }

    /** What the model is told: plain JSON Schema with the values that are left to it. */
    String schema() {
        return schema(dialect).toString();
    }

    /** The model's arguments together with those it was not asked for. */
    JsonObject complete(String argumentsJson, Function<String, String> variables) {
        JsonObjectBuilder complete = Json.createObjectBuilder(object(argumentsJson));
        members(dialect, "properties").forEach((name, property) -> {
            if (property instanceof JsonObject described && isSettled(described)) {
                String variable = described.getString("dynamic_variable", "");
                complete.add(
                        name,
                        variable.isEmpty()
                                ? described.getOrDefault("constant_value", JsonValue.NULL)
                                : Json.createValue(variables.apply(variable)));
            }
        });
        return complete.build();
    }

    private static JsonObject schema(JsonObject dialect) {
        JsonObjectBuilder schema = Json.createObjectBuilder();
        JsonObjectBuilder properties = Json.createObjectBuilder();
        members(dialect, "properties").forEach((name, property) -> {
            if (property instanceof JsonObject described && !isSettled(described)) {
                properties.add(name, property(described));
            }
        });
        JsonArrayBuilder required = Json.createArrayBuilder();
        JsonObject left = properties.build();
        texts(dialect, "required").filter(left::containsKey).forEach(required::add);
        return schema.add("type", "object")
                .add("properties", left)
                .add("required", required)
                .build();
    }

    private static JsonObject property(JsonObject described) {
        if (described.getString("type", "").equals("object")) {
            JsonObject inner = schema(described);
            String description = described.getString("description", "");
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
        return plain.build();
    }

    private static boolean isSettled(JsonObject described) {
        JsonValue constant = described.getOrDefault("constant_value", JsonValue.NULL);
        boolean fixed = !constant.equals(JsonValue.NULL) && !constant.equals(Json.createValue(""));
        return fixed || !described.getString("dynamic_variable", "").isEmpty();
    }

    private static JsonObject members(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject members ? members : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static JsonObject object(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException none) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    private static Stream<String> texts(JsonObject object, String name) {
        return object.get(name) instanceof JsonArray list
                ? list.stream().filter(JsonString.class::isInstance).map(value -> ((JsonString) value).getString())
                : Stream.of();
    }
}
