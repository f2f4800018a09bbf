package antiphon.language;

/**
 * A wish of the model to have a tool used.
 *
 * @param id unique within a dialogue; the result refers to it
 * @param argumentsJson a JSON object as text
 */
public record ToolUse(String id, String tool, String argumentsJson) {}
