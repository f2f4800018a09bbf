package antiphon.agents.config;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is different for one tool of an MCP server.
 *
 * @param inputs where the values of some of the tool's parameters come from, by parameter
 */
public record McpToolOverride(
        String tool,
        Optional<Duration> responseTimeout,
        Map<String, Input> inputs,
        List<VariableAssignment> assignments,
        ToolConduct conduct) {

    /** Where a parameter's value comes from. */
    public sealed interface Input {
        record Constant(JsonValue value) implements Input {}

        record DynamicVariable(String name) implements Input {}

        /** From the model, as for any parameter. @param prompt what it is told instead of the server's words */
        record Model(Optional<String> prompt) implements Input {}

        /** From nobody: it is never sent. */
        record Nobody() implements Input {}
    }

    /** @param server whose settings hold where these say nothing */
    static McpToolOverride read(Section section, Section server) {
        return new McpToolOverride(
                section.text("tool_name"),
                section.optionalSeconds("response_timeout_secs"),
                section.sectionsByName("input_overrides", McpToolOverride::input),
                section.sections("assignments", VariableAssignment::read),
                ToolConduct.read(server.changedBy(section)));
    }

    private static Input input(Section section) {
        JsonObject json = section.json();
        return switch (section.text("source")) {
            case "constant" -> new Input.Constant(json.getOrDefault("constant_value", JsonValue.NULL));
            case "dynamic_variable" -> new Input.DynamicVariable(section.text("dynamic_variable"));
            case "omit" -> new Input.Nobody();
            default -> new Input.Model(section.optionalText("prompt"));
        };
    }

    static Map<String, McpToolOverride> byTool(List<McpToolOverride> overrides) {
        Map<String, McpToolOverride> byTool = new LinkedHashMap<>();
        overrides.forEach(override -> byTool.put(override.tool(), override));
        return byTool;
    }
}
