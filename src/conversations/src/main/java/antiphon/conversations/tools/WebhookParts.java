package antiphon.conversations.tools;

import antiphon.agents.config.WebhookRequest;
import antiphon.api.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of a webhook: those of its path, its query and its body, which a model is shown as one list. A name that
 * two of them have is told apart by the part's name before it.
 */
final class WebhookParts {
    enum Part {
        PATH,
        QUERY,
        BODY
    }

    /** A body that is settled as a whole stands under this name. */
    private static final String WHOLE = "";

    private final Map<Part, Map<String, String>> modelNames = new EnumMap<>(Part.class);
    private final ToolParameters parameters;

    WebhookParts(WebhookRequest request, CallVariables variables) {
        JsonObjectBuilder path = Json.createObjectBuilder();
        request.pathParameters().forEach(path::add);
        JsonObject pathProperties = path.build();
        JsonObjectBuilder properties = Json.createObjectBuilder();
        Set<String> required = new HashSet<>();
        Set<String> taken = new HashSet<>();
        join(Part.PATH, pathProperties, pathProperties.keySet(), properties, required, taken);
        request.queryParameters()
                .ifPresent(query -> join(Part.QUERY, members(query), required(query), properties, required, taken));
        request.body().ifPresent(body -> {
            if (isWhole(body)) {
                JsonObject one = Json.createObjectBuilder().add(WHOLE, body).build();
                join(Part.BODY, one, Set.of(), properties, required, taken);
            } else {
                join(Part.BODY, members(body), required(body), properties, required, taken);
            }
        });
        parameters = new ToolParameters(
                Json.createObjectBuilder()
                        .add("type", "object")
                        .add("properties", properties)
                        .add("required", Json.createArrayBuilder(required))
                        .add(RequiredConstraints.NAME, constraints(request))
                        .build(),
                variables);
    }

    /** Those of the body, under the names the model knows. */
    private JsonObject constraints(WebhookRequest request) {
        return RequiredConstraints.of(request.body().orElse(JsonValue.EMPTY_JSON_OBJECT))
                .json(modelNames.getOrDefault(Part.BODY, Map.of()));
    }

    private void join(
            Part part,
            JsonObject described,
            Set<String> needed,
            JsonObjectBuilder properties,
            Set<String> required,
            Set<String> taken) {
        Map<String, String> names = new LinkedHashMap<>();
        described.forEach((name, property) -> {
            String wanted = name.equals(WHOLE) ? "body" : name;
            String shown = taken.add(wanted) ? wanted : part.name().toLowerCase(Locale.ROOT) + "_" + wanted;
            taken.add(shown);
            names.put(name, shown);
            properties.add(shown, property);
            if (needed.contains(name)) {
                required.add(shown);
            }
        });
        modelNames.put(part, names);
    }

    String schema() {
        return parameters.schema();
    }

    /** All arguments by the names the model knows, with those that are not left to it. */
    JsonObject complete(JsonObject given) {
        return parameters.complete(given);
    }

    Set<String> missing(JsonObject complete) {
        return parameters.missing(complete);
    }

    /** The arguments of one part by their own names; what has no value is left out. */
    JsonObject of(Part part, JsonObject complete) {
        JsonObjectBuilder own = Json.createObjectBuilder();
        modelNames.getOrDefault(part, Map.of()).forEach((name, shown) -> {
            if (complete.containsKey(shown)) {
                own.add(name, complete.get(shown));
            }
        });
        JsonObject values = own.build();
        return values.get(WHOLE) instanceof JsonObject whole ? whole : values;
    }

    private static boolean isWhole(JsonObject body) {
        return !JsonText.text(body, "dynamic_variable").isEmpty() || body.get("constant_value") instanceof JsonObject;
    }

    private static JsonObject members(JsonObject described) {
        return described.get("properties") instanceof JsonObject members ? members : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static Set<String> required(JsonObject described) {
        Set<String> required = new HashSet<>();
        if (described.get("required") instanceof JsonArray names) {
            names.forEach(name -> required.add(name instanceof JsonString text ? text.getString() : ""));
        }
        return required;
    }
}
