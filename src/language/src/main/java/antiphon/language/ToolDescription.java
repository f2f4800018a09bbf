package antiphon.language;

/**
 * What a model is told of a tool.
 *
 * @param parametersJson a JSON Schema of type object, as text
 */
public record ToolDescription(String name, String description, String parametersJson) {}
