package antiphon.conversations.tools;

import antiphon.agents.config.ToolConfig;
import antiphon.agents.config.ToolConfig.ClientTool;
import antiphon.agents.config.ToolConfig.OtherTool;
import antiphon.agents.config.ToolConfig.SystemTool;
import antiphon.agents.config.ToolConfig.WebhookTool;
import antiphon.call.ToolBox;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The tools of one agent in one call, or of one node of its workflow. */
public final class AgentToolBox implements ToolBox {
    private final Map<String, CallTool> tools = new LinkedHashMap<>();
    private final Map<String, ToolConfig> configs = new LinkedHashMap<>();
    private final ToolSurroundings around;
    private final Successors successors;
    private final WorkflowSteps steps;

    /** @param successors who may take the place of the agent to whom these tools belong */
    public AgentToolBox(List<ToolConfig> agentTools, ToolSurroundings around, Successors successors) {
        this.around = around;
        this.successors = successors;
        this.steps = new WorkflowSteps(successors, around);
        agentTools.forEach(config -> {
            placeholders(config).ifPresent(around.variables()::offer);
            configs.put(config.name(), config);
            tools.put(config.name(), tool(config));
        });
        successors.choices().forEach(choice -> tools.put(choice.tool(), new EdgeTool(choice, steps)));
        around.ledger().knows(types());
    }

    /** The tools of MCP servers join, under names that are free. Blocks while the servers are asked. */
    public void offer(McpTools mcp, List<String> serverIds) {
        tools.putAll(mcp.offered(serverIds, Set.copyOf(tools.keySet())));
        around.ledger().knows(types());
    }

    private CallTool tool(ToolConfig config) {
        return switch (config) {
            case ClientTool tool -> new ClientCallTool(tool, around);
            case SystemTool tool -> system(tool);
            case WebhookTool tool -> new WebhookCallTool(tool, around);
            case OtherTool tool -> new UnreadyTool(tool, tool.type());
        };
    }

    /** The contract's {@code system_tool_type}; what is not listed has no place in a call of this server yet. */
    private CallTool system(SystemTool tool) {
        CallVariables variables = around.variables();
        return switch (tool.systemToolType()) {
            case "end_call" -> new SystemCallTool(tool, new PlainActs.EndCall(), around);
            case "skip_turn" -> new SystemCallTool(tool, new PlainActs.SkipTurn(), around);
            case "voicemail_detection" ->
                new SystemCallTool(
                        tool,
                        new PlainActs.Voicemail(JsonText.text(tool.params(), "voicemail_message"), variables),
                        around);
            case "play_keypad_touch_tone" ->
                new SystemCallTool(
                        tool,
                        new PlainActs.Keypad(
                                around.telephone(),
                                tool.params().getBoolean("use_out_of_band_dtmf", true),
                                tool.params().getBoolean("suppress_turn_after_dtmf", false)),
                        around);
            case "language_detection" ->
                new SystemCallTool(
                        tool,
                        new TransferActs.Language(
                                successors, tool.params().getBoolean("only_at_conversation_start", false)),
                        around);
            case "transfer_to_agent" ->
                new SystemCallTool(tool, new TransferActs.ToAgent(tool.agentTransfers(), successors), around);
            case "transfer_to_number" ->
                new SystemCallTool(
                        tool,
                        new TransferActs.ToNumber(
                                tool.numberTransfers(),
                                tool.params().getBoolean("enable_client_message", true),
                                around.telephone(),
                                variables),
                        around);
            default -> new UnreadyTool(tool, SystemCallTool.TYPE);
        };
    }

    private static Optional<Map<String, JsonValue>> placeholders(ToolConfig config) {
        return switch (config) {
            case ClientTool tool -> Optional.of(tool.dynamicVariables());
            case WebhookTool tool -> Optional.of(tool.dynamicVariables());
            case SystemTool tool -> Optional.empty();
            case OtherTool tool -> Optional.empty();
        };
    }

    /** Whose tools these are. */
    public String agentId() {
        return successors.agentId();
    }

    /** At which node of the agent's workflow; empty where it has none. */
    public String nodeId() {
        return successors.nodeId();
    }

    public List<ToolDescription> descriptions() {
        return tools.values().stream().map(this::described).toList();
    }

    /** What is said before a tool is used is the model's to say; so it is the model who is asked for it. */
    private ToolDescription described(CallTool tool) {
        ToolDescription own = tool.description();
        ToolConfig config = configs.get(own.name());
        String wish = config == null
                ? ""
                : switch (config.conduct().speechBefore()) {
                    case "force" ->
                        " Before you use it, always tell the caller in a short sentence what you are about to do.";
                    case "off" -> " Say nothing before you use it.";
                    default -> "";
                };
        return new ToolDescription(own.name(), around.variables().fill(own.description()) + wish, own.parametersJson());
    }

    /** The contract's word for the kind of each tool, by the tool's name. */
    public Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        tools.forEach((name, tool) -> types.put(name, tool.type()));
        return types;
    }

    @Override
    public Using use(int turn, ToolUse use, Consumer<Answer> answer) {
        CallTool tool = tools.get(use.tool());
        if (tool == null) {
            answer.accept(Answer.failed("There is no tool of this name."));
            return Using.NONE;
        }
        ToolConfig config = configs.get(use.tool());
        if (config != null && config.executionMode().equals("async")) {
            return useBeside(turn, use, tool, answer);
        }
        return tool.use(turn, use, given -> {
            if (tool instanceof EdgeTool) {
                answer.accept(given);
            } else {
                steps.follow(use, given, answer);
            }
        });
    }

    /** The conversation goes on at once, whatever becomes of its turn; what the tool brings is told when it is there. */
    private Using useBeside(int turn, ToolUse use, CallTool tool, Consumer<Answer> answer) {
        answer.accept(Answer.of("The tool was started. Its result will follow; go on with the conversation."));
        tool.use(
                turn,
                use,
                late -> around.notes()
                        .add("The tool " + use.tool() + (late.error() ? " failed: " : " has answered: ")
                                + late.text()));
        return Using.NONE;
    }
}
