package antiphon.agents.config;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tool as the agent's document or the workspace defines it. */
public sealed interface ToolConfig {
    String name();

    /** When and how the model should use it. */
    String description();

    Duration responseTimeout();

    /** {@code immediate}, {@code post_tool_speech} or {@code async}. */
    String executionMode();

    /** Reads a tool whose {@code type} says what it is; its defaults are filled in already. */
    static ToolConfig read(JsonObject completed) {
        return read(new Section(completed));
    }

    static ToolConfig read(Section section) {
        return switch (section.text("type")) {
            case "client" -> ClientTool.read(section);
            case "webhook" -> WebhookTool.read(section);
            case "system" -> SystemTool.read(section);
            default -> OtherTool.read(section);
        };
    }

    /**
     * Done by the client of the conversation.
     *
     * @param parameters JSON schema of the arguments in the contract's dialect
     */
    record ClientTool(
            String name,
            String description,
            Duration responseTimeout,
            String executionMode,
            Optional<JsonObject> parameters,
            boolean expectsResponse,
            Map<String, JsonValue> dynamicVariables,
            List<VariableAssignment> assignments)
            implements ToolConfig {

        static ClientTool read(Section section) {
            return new ClientTool(
                    section.text("name"),
                    section.text("description"),
                    section.seconds("response_timeout_secs"),
                    section.text("execution_mode"),
                    section.object("parameters"),
                    section.flag("expects_response"),
                    placeholders(section),
                    section.sections("assignments", VariableAssignment::read));
        }
    }

    /** An HTTP request to somebody's server. */
    record WebhookTool(
            String name,
            String description,
            Duration responseTimeout,
            String executionMode,
            WebhookRequest request,
            Map<String, JsonValue> dynamicVariables,
            List<VariableAssignment> assignments)
            implements ToolConfig {

        static WebhookTool read(Section section) {
            return new WebhookTool(
                    section.text("name"),
                    section.text("description"),
                    section.seconds("response_timeout_secs"),
                    section.text("execution_mode"),
                    WebhookRequest.read(section.section("api_schema")),
                    placeholders(section),
                    section.sections("assignments", VariableAssignment::read));
        }
    }

    /**
     * Something the call itself can do.
     *
     * @param systemToolType such as {@code end_call}
     * @param params what this type of tool is told, with defaults
     */
    record SystemTool(
            String name, String description, Duration responseTimeout, String systemToolType, JsonObject params)
            implements ToolConfig {

        static SystemTool read(Section section) {
            Section params = section.section("params");
            return new SystemTool(
                    section.text("name"),
                    section.text("description"),
                    section.seconds("response_timeout_secs"),
                    params.text("system_tool_type"),
                    params.json());
        }

        @Override
        public String executionMode() {
            return "immediate";
        }
    }

    /** A kind that calls cannot use in place: {@code mcp}, {@code api_integration_webhook}, {@code smb} …. */
    record OtherTool(
            String name,
            String description,
            Duration responseTimeout,
            String executionMode,
            String type,
            JsonObject json)
            implements ToolConfig {

        static OtherTool read(Section section) {
            return new OtherTool(
                    section.text("name"),
                    section.text("description"),
                    section.seconds("response_timeout_secs"),
                    section.text("execution_mode"),
                    section.text("type"),
                    section.json());
        }
    }

    private static Map<String, JsonValue> placeholders(Section section) {
        return section.section("dynamic_variables").members("dynamic_variable_placeholders", (name, value) -> value);
    }
}
