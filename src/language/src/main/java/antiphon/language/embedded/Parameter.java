package antiphon.language.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One argument that a tool takes.
 *
 * @param type as JSON Schema names it
 * @param choices the only values allowed; empty when any is
 */
record Parameter(String name, String type, String description, List<String> choices, boolean required) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** In the order of the schema; none when the text is no schema. */
    static List<Parameter> of(String schemaJson) {
        JsonNode schema;
        try {
            schema = JSON.readTree(schemaJson.isBlank() ? "{}" : schemaJson);
        } catch (JsonProcessingException e) {
            return List.of();
        }
        Set<String> required = texts(schema.path("required")).stream().collect(Collectors.toSet());
        List<Parameter> parameters = new ArrayList<>();
        schema.path("properties").properties().forEach(property -> {
            JsonNode form = property.getValue();
            JsonNode type = form.path("type").isArray() ? form.path("type").path(0) : form.path("type");
            parameters.add(new Parameter(
                    property.getKey(),
                    type.asText("string"),
                    form.path("description").asText(""),
                    texts(form.path("enum")),
                    required.contains(property.getKey())));
        });
        return parameters;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** The name as words. */
    String spokenName() {
        return spoken(name);
    }

    static String spoken(String identifier) {
        return identifier
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                .replaceAll("[_.-]+", " ")
                .strip()
                .toLowerCase(java.util.Locale.ROOT);
    }

    /** What to ask the caller for. */
    String wish() {
        String wish =
                description.isBlank() ? spokenName() : Sentences.of(description).getFirst();
        String plain = wish.replaceAll("[.\\s]+$", "");
        return plain.length() > 1 && !Character.isUpperCase(plain.charAt(1))
                ? plain.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + plain.substring(1)
                : plain;
    }
}
