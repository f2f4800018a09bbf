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

    ToolConduct conduct();

    /** Dynamic variables that take their values from the result. */
    List<VariableAssignment> assignments();

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
            Optional<JsonObject> parameters,
            boolean expectsResponse,
            Map<String, JsonValue> dynamicVariables,
            List<VariableAssignment> assignments,
            ToolConduct conduct)
            implements ToolConfig {

        static ClientTool read(Section section) {
            return new ClientTool(
                    section.text("name"),
                    section.text("description"),
                    section.seconds("response_timeout_secs"),
                    section.object("parameters"),
                    section.flag("expects_response"),
                    placeholders(section),
                    section.sections("assignments", VariableAssignment::read),
                    ToolConduct.read(section));
        }
    }

    /**
     * An HTTP request to somebody's server.
     *
     * @param redirects whether it may send the request on to another address
     * @param redirectDomains hosts to which it may; empty means any
     */
    record WebhookTool(
            String name,
            String description,
            Duration responseTimeout,
            WebhookRequest request,
            boolean redirects,
            List<String> redirectDomains,
            Map<String, JsonValue> dynamicVariables,
            List<VariableAssignment> assignments,
            ToolConduct conduct)
            implements ToolConfig {

        static WebhookTool read(Section section) {
            return new WebhookTool(
                    section.text("name"),
                    section.text("description"),
                    section.seconds("response_timeout_secs"),
                    WebhookRequest.read(section.section("api_schema")),
                    section.flag("follow_redirects"),
                    section.texts("follow_redirects_allowed_domains"),
                    placeholders(section),
                    section.sections("assignments", VariableAssignment::read),
                    ToolConduct.read(section));
        }
    }

    /**
     * Something the call itself can do.
     *
     * @param systemToolType such as {@code end_call}
     * @param params what this type of tool is told, with defaults
     */
    record SystemTool(
            String name,
            String description,
            Duration responseTimeout,
            String systemToolType,
            JsonObject params,
            List<VariableAssignment> assignments,
            ToolConduct conduct)
            implements ToolConfig {

        static SystemTool read(Section section) {
            Section params = section.section("params");
            return new SystemTool(
                    section.text("name"),
                    section.text("description"),
                    section.seconds("response_timeout_secs"),
                    params.text("system_tool_type"),
                    params.json(),
                    section.sections("assignments", VariableAssignment::read),
                    ToolConduct.read(section));
        }

        /** The agents of a {@code transfer_to_agent}. */
        public List<AgentTransfer> agentTransfers() {
            return new Section(params).sections("transfers", AgentTransfer::read);
        }

        /** How long a {@code skip_turn} waits for the caller; empty means for good. */
        public Optional<Duration> waitTimeout() {
            return new Section(params).optionalSeconds("wait_timeout_secs");
        }

        /** The numbers of a {@code transfer_to_number}. */
        public List<NumberTransfer> numberTransfers() {
            return new Section(params).sections("transfers", NumberTransfer::read);
        }
    }

    /** A kind that calls cannot use in place: {@code mcp}, {@code api_integration_webhook}, {@code smb} …. */
    record OtherTool(
            String name,
            String description,
            Duration responseTimeout,
            String type,
            JsonObject json,
            List<VariableAssignment> assignments,
            ToolConduct conduct)
            implements ToolConfig {

        static OtherTool read(Section section) {
            return new OtherTool(
                    section.text("name"),
                    section.text("description"),
                    section.seconds("response_timeout_secs"),
                    section.text("type"),
                    section.json(),
                    section.sections("assignments", VariableAssignment::read),
                    ToolConduct.read(section));
        }
    }

    private static Map<String, JsonValue> placeholders(Section section) {
        return section.section("dynamic_variables").members("dynamic_variable_placeholders", (name, value) -> value);
    }
}
