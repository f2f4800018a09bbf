package antiphon.conversations.record;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.ConversationConfig.FileInput;
import antiphon.agents.config.ToolConfig;
import antiphon.agents.config.WorkflowConfig;
import antiphon.agents.redaction.Redaction;
import antiphon.api.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of the contract's features an agent offered in a conversation, and which of them were used. */
public final class Features {
    /** The contract's name of each feature that is a system tool, and the tool's. */
    private static final Map<String, String> BY_TOOL = Map.of(
            "language_detection", "language_detection",
            "transfer_to_agent", "transfer_to_agent",
            "transfer_to_number", "transfer_to_number",
            "dtmf_tones", "play_keypad_touch_tone",
            "voicemail_detection", "voicemail_detection");

    private static final String MOST_FILES = "max_files_per_conversation";
    private static final String REDACTED = "redacted";

    private Features() {}

    /** Whether something was taken out of the words of a conversation that offered these. */
    public static boolean redacted(JsonObject offered) {
        return offered.get(REDACTED) instanceof JsonArray names && !names.isEmpty();
    }

    /** Whether nothing was to be kept of a conversation that offered these. */
    public static boolean zeroRetention(JsonObject offered) {
        return offered.getBoolean("pii_zrm_agent", false);
    }

    /** What is taken out of the words of a conversation that offered these. */
    static Redaction redaction(JsonObject offered, String language) {
        return offered.get(REDACTED) instanceof JsonArray names
                ? Redaction.of(
                        names.getValuesAs(JsonString.class).stream()
                                .map(JsonString::getString)
                                .toList(),
                        language)
                : Redaction.NONE;
    }

    /**
     * What is switched on when a conversation begins: names with {@code true}, and what is taken out of its words. Files
     * cannot be read for that, so they are not taken then.
     */
    public static JsonObject offered(AgentConfig config, WorkflowConfig workflow) {
        Set<String> names = new HashSet<>();
        var prompt = config.agent().prompt();
        Set<String> tools = Stream.concat(
                        prompt.builtInTools().keySet().stream(),
                        prompt.tools().stream()
                                .filter(ToolConfig.SystemTool.class::isInstance)
                                .map(ToolConfig::name))
                .collect(Collectors.toSet());
        BY_TOOL.forEach((feature, tool) -> add(names, feature, tools.contains(tool)));
        add(names, "external_mcp_servers", !prompt.mcpServerIds().isEmpty());
        add(
                names,
                "tool_dynamic_variable_updates",
                prompt.tools().stream().anyMatch(tool -> !tool.assignments().isEmpty()));
        add(names, "workflow", workflow.start().isPresent() && workflow.nodes().size() > 1);
        List<String> redacted = config.platform().privacy().redacted();
        FileInput files = config.conversation().fileInput();
        add(names, "file_input", files.enabled() && redacted.isEmpty());
        add(names, "pii_zrm_agent", config.platform().privacy().zeroRetention());
        JsonObjectBuilder offered = Json.createObjectBuilder();
        names.stream().sorted().forEach(name -> offered.add(name, true));
        offered.add(MOST_FILES, files.inAll());
        if (!redacted.isEmpty()) {
            offered.add(REDACTED, Json.createArrayBuilder(redacted));
        }
        return offered.build();
    }

    private static void add(Set<String> names, String name, boolean offered) {
        if (offered) {
            names.add(name);
        }
    }

    /**
     * How many files a caller may leave.
     *
     * @param offered as {@link #offered} told when the conversation began
     */
    public static int mostFiles(JsonObject offered) {
        return offered.getBoolean("file_input", false) ? offered.getInt(MOST_FILES, 10) : 0;
    }

    /**
     * The contract's {@code features_usage}.
     *
     * @param offered as {@link #offered} told when the conversation began
     * @param files whether the caller left any
     */
    public static JsonObject usage(JsonObject offered, List<ConversationTurn> turns, boolean files) {
        List<JsonObject> calls =
                turns.stream().flatMap(turn -> objects(turn.toolCallsJson())).toList();
        Set<String> tools = texts(calls, "tool_name");
        JsonObjectBuilder usage = Json.createObjectBuilder();
        BY_TOOL.forEach((feature, tool) -> usage.add(feature, status(offered, feature, tools.contains(tool))));
        usage.add(
                "external_mcp_servers",
                status(offered, "external_mcp_servers", texts(calls, "type").contains("mcp")));
        usage.add(
                "tool_dynamic_variable_updates",
                status(offered, "tool_dynamic_variable_updates", turns.stream().anyMatch(Features::updatesVariables)));
        usage.add("file_input", status(offered, "file_input", files));
        usage.add("workflow", Json.createObjectBuilder().add("enabled", offered.getBoolean("workflow", false)));
        usage.add("pii_zrm_agent", offered.getBoolean("pii_zrm_agent", false));
        return usage.build();
    }

    private static JsonObjectBuilder status(JsonObject offered, String feature, boolean used) {
        return Json.createObjectBuilder()
                .add("enabled", used || offered.getBoolean(feature, false))
                .add("used", used);
    }

    private static boolean updatesVariables(ConversationTurn turn) {
        return objects(turn.toolResultsJson())
                .anyMatch(result ->
                        result.get("dynamic_variable_updates") instanceof JsonArray updates && !updates.isEmpty());
    }

    private static Set<String> texts(List<JsonObject> objects, String member) {
        return objects.stream()
                .map(each -> each.get(member))
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).getString())
                .collect(Collectors.toSet());
    }

    private static Stream<JsonObject> objects(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readArray().stream().map(JsonValue::asJsonObject);
        }
    }
}
