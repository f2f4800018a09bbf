package antiphon.conversations.tools;

import antiphon.agents.config.McpToolOverride;
import antiphon.agents.config.McpToolOverride.Input;
import antiphon.api.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The parameters of one MCP tool: some may be settled by its owner rather than by the model. */
final class McpInputs {
    private final JsonObject schema;
    private final Map<String, Input> settled;

    McpInputs(JsonObject schema, Optional<McpToolOverride> override) {
        this.schema = schema;
        this.settled = override.map(McpToolOverride::inputs).orElse(Map.of());
    }

    /** What the model is told: the server's schema without the parameters that are not left to it. */
    JsonObject schemaForModel() {
        JsonObjectBuilder properties = Json.createObjectBuilder();
        object(schema, "properties").forEach((name, property) -> {
            switch (settled.getOrDefault(name, new Input.Model(Optional.empty()))) {
                case Input.Model(Optional<String> prompt) -> properties.add(name, described(property, prompt));
                case Input.Constant constant -> {}
                case Input.DynamicVariable variable -> {}
                case Input.Nobody nobody -> {}
            }
        });
        JsonObject left = properties.build();
        JsonArrayBuilder required = Json.createArrayBuilder();
        if (schema.get("required") instanceof jakarta.json.JsonArray names) {
            names.stream()
                    .filter(name -> name instanceof JsonString text && left.containsKey(text.getString()))
                    .forEach(required::add);
        }
        return Json.createObjectBuilder(schema)
                .add("type", "object")
                .add("properties", left)
                .add("required", required)
                .build();
    }

    private static JsonValue described(JsonValue property, Optional<String> prompt) {
        return prompt.isPresent() && property instanceof JsonObject object
                ? Json.createObjectBuilder(object)
                        .add("description", prompt.get())
                        .build()
                : property;
    }

    /** What is sent: the model's arguments, and those it was not asked for. */
    JsonObject complete(String argumentsJson, Function<String, String> variables) {
        JsonObjectBuilder complete = Json.createObjectBuilder(object(argumentsJson));
        settled.forEach((name, input) -> {
            switch (input) {
                case Input.Constant(JsonValue value) -> complete.add(name, value);
                case Input.DynamicVariable(String variable) -> complete.add(name, variables.apply(variable));
                case Input.Nobody() -> complete.remove(name);
                case Input.Model left -> {}
            }
        });
        return complete.build();
    }

    private static JsonObject object(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject members ? members : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static JsonObject object(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException none) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }
}
