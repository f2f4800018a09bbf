package antiphon.conversations.tools;

import antiphon.agents.config.ToolConduct;
import antiphon.agents.config.ToolConfig;
import antiphon.agents.config.ToolConfig.ClientTool;
import antiphon.agents.config.ToolConfig.OtherTool;
import antiphon.agents.config.ToolConfig.SystemTool;
import antiphon.agents.config.ToolConfig.WebhookTool;
import antiphon.audio.Ambience.Preset;
import antiphon.call.CallPlan.ToolManner;
import antiphon.call.CallPlan.ToolManner.Interruptible;
import antiphon.call.CallPlan.ToolSound;
import antiphon.call.ToolBox;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** The tools of one agent in one call, or of one node of its workflow. */
public final class AgentToolBox implements ToolBox {
    private static final Logger LOG = System.getLogger(AgentToolBox.class.getName());

    private final Map<String, CallTool> tools = new LinkedHashMap<>();
    private final ToolSurroundings around;
    private final Successors successors;
    private final WorkflowSteps steps;
    private ToolStandIns standIns = ToolStandIns.NONE;

    /** @param successors who may take the place of the agent to whom these tools belong */
    public AgentToolBox(List<ToolConfig> agentTools, ToolSurroundings around, Successors successors) {
        this.around = around;
        this.successors = successors;
        this.steps = new WorkflowSteps(successors, around);
        agentTools.forEach(config -> {
            placeholders(config).ifPresent(around.variables()::offer);
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

    /** From here on these are asked before a tool is used. Steps of a workflow are no tools: they are always taken. */
    public void standIn(ToolStandIns inPlaceOfTools) {
        standIns = inPlaceOfTools;
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
            case "skip_turn" -> new SystemCallTool(tool, new PlainActs.SkipTurn(tool.waitTimeout()), around);
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
        String wish = switch (tool.conduct().speechBefore()) {
            case "force" -> " Before you use it, always tell the caller in a short sentence what you are about to do.";
            case "off" -> " Say nothing before you use it.";
            default -> "";
        };
        return new ToolDescription(own.name(), around.variables().fill(own.description()) + wish, own.parametersJson());
    }

    /** @param announcement said before a tool that is not used in silence, by an agent that says nothing itself */
    public List<ToolManner> manners(String announcement) {
        return tools.entrySet().stream()
                .map(tool -> manner(tool.getKey(), tool.getValue().conduct(), announcement))
                .filter(manner -> !manner.equals(ToolManner.plain(manner.tool())))
                .toList();
    }

    private static ToolManner manner(String tool, ToolConduct conduct, String announcement) {
        return new ToolManner(
                tool,
                conduct.speechBefore().equals("force") ? announcement : "",
                conduct.execution().equals("post_tool_speech"),
                switch (conduct.interruptions()) {
                    case "disable_during_tool" -> Interruptible.NOT_WHILE_USED;
                    case "disable_during_tool_and_turn" -> Interruptible.NOT_ONCE_USED;
                    default -> Interruptible.ALWAYS;
                },
                conduct.sound().flatMap(Preset::named).map(preset -> new ToolSound(preset, conduct.soundInAnyCase())));
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
        if (!(tool instanceof EdgeTool) && standIns.standFor(use.tool(), tool.type())) {
            return standIn(turn, use, tool, answer);
        }
        return useItself(turn, use, tool, answer);
    }

    private Using standIn(int turn, ToolUse use, CallTool tool, Consumer<Answer> answer) {
        try {
            around.threads()
                    .blocking()
                    .execute(() -> stoodIn(use)
                            .ifPresentOrElse(
                                    given -> steps.follow(use, given, answer),
                                    () -> useItself(turn, use, tool, answer)));
        } catch (RejectedExecutionException stopping) {
            answer.accept(Answer.failed("The server is being stopped."));
        }
        return Using.NONE;
    }

    private Optional<Answer> stoodIn(ToolUse use) {
        try {
            return standIns.answer(use);
        } catch (RuntimeException unforeseen) {
            LOG.log(Level.ERROR, "What stands in for tools broke; the call goes on", unforeseen);
            return Optional.of(Answer.failed("The tool failed unexpectedly."));
        }
    }

    private Using useItself(int turn, ToolUse use, CallTool tool, Consumer<Answer> answer) {
        if (tool.conduct().execution().equals("async")) {
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
