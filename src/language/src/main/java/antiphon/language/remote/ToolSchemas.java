package antiphon.language.remote;

import antiphon.language.ToolDescription;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import java.util.Set;

/**
 * JSON Schemas of tools, cut down to the words that every provider understands. Gemini refuses a schema with any other,
 * and no provider holds itself to limits such as {@code minLength}.
 */
final class ToolSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> PLAIN = Set.of("type", "description");

    private ToolSchemas() {}

    /** @throws IllegalArgumentException when the parameters are no JSON Schema of type object */
    static ToolSpecification specification(ToolDescription tool) {
        try {
            String text = tool.parametersJson().isBlank() ? "{}" : tool.parametersJson();
            ObjectNode parameters = plain(JSON.readTree(text));
            parameters.put("type", "object");
            if (!parameters.has("properties")) {
                parameters.putObject("properties");
            }
            ObjectNode specification = JSON.createObjectNode();
            specification.put("name", tool.name());
            specification.put("description", tool.description());
            specification.set("parameters", parameters);
            return ToolSpecification.fromJson(JSON.writeValueAsString(specification));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The parameters of the tool " + tool.name() + " are not valid JSON.", e);
        }
    }

    private static ObjectNode plain(JsonNode schema) {
        ObjectNode plain = JSON.createObjectNode();
        schema.properties().forEach(word -> {
            if (PLAIN.contains(word.getKey()) && word.getValue().isTextual()) {
                plain.set(word.getKey(), word.getValue());
            }
        });
        nameType(schema, plain);
        switch (plain.get("type").asText()) {
            case "object" -> addProperties(schema, plain);
            case "array" -> plain.set("items", plain(schema.path("items")));
            case "string" -> addChoices(schema, plain);
            default -> {}
        }
        return plain;
    }

    /** A type that may be null, or that goes without saying, becomes one name. */
    private static void nameType(JsonNode schema, ObjectNode plain) {
        if (plain.has("type")) {
            return;
        }
        String type = schema.has("properties") ? "object" : "string";
        for (JsonNode option : schema.path("type")) {
            if (!option.asText().equals("null")) {
                type = option.asText();
                break;
            }
        }
        for (JsonNode option : schema.path("anyOf")) {
            if (option.path("type").isTextual() && !option.path("type").asText().equals("null")) {
                type = option.path("type").asText();
                break;
            }
        }
        plain.put("type", type);
    }

    private static void addProperties(JsonNode schema, ObjectNode plain) {
        ObjectNode properties = plain.putObject("properties");
        schema.path("properties")
                .properties()
                .forEach(property -> properties.set(property.getKey(), plain(property.getValue())));
        if (schema.path("required").isArray()) {
            plain.set("required", schema.path("required"));
        }
    }

    private static void addChoices(JsonNode schema, ObjectNode plain) {
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            plain.set("enum", schema.path("enum"));
        } else if (schema.hasNonNull("const")) {
            plain.putArray("enum").add(schema.path("const").asText());
        }
    }
}
