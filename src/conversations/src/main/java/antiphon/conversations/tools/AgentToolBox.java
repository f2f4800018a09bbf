package antiphon.conversations.tools;

import antiphon.agents.config.PromptConfig;
import antiphon.agents.config.ToolConfig;
import antiphon.agents.config.ToolConfig.ClientTool;
import antiphon.agents.config.ToolConfig.OtherTool;
import antiphon.agents.config.ToolConfig.SystemTool;
import antiphon.agents.config.ToolConfig.WebhookTool;
import antiphon.call.ToolBox;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The tools of one agent in one call. */
public final class AgentToolBox implements ToolBox {
    private final Map<String, CallTool> tools = new LinkedHashMap<>();

    /**
     * @param client the tools that the client was asked to use
     * @param variables the values of dynamic variables, by name
     * @param stored tools that are kept apart from agents, by id
     * @param mcp the tools of the agent's MCP servers
     */
    public AgentToolBox(
            PromptConfig prompt,
            ClientTools client,
            Function<String, String> variables,
            Function<String, Optional<ToolConfig>> stored,
            McpTools mcp) {
        prompt.tools().forEach(config -> add(config, client, variables));
        prompt.toolIds().forEach(id -> stored.apply(id).ifPresent(config -> add(config, client, variables)));
        prompt.builtInTools().values().forEach(config -> add(config, client, variables));
        tools.putAll(mcp.offered(prompt.mcpServerIds(), Set.copyOf(tools.keySet())));
    }

    private void add(ToolConfig config, ClientTools client, Function<String, String> variables) {
        tools.put(config.name(), tool(config, client, variables));
    }

    private static CallTool tool(ToolConfig config, ClientTools client, Function<String, String> variables) {
        return switch (config) {
            case ClientTool tool -> new ClientCallTool(tool, client, variables);
            case SystemTool tool -> system(tool);
            case WebhookTool tool -> new UnreadyTool(tool, "webhook");
            case OtherTool tool -> new UnreadyTool(tool, tool.type());
        };
    }

    private static CallTool system(SystemTool tool) {
        return switch (tool.systemToolType()) {
            case EndCallTool.SYSTEM_TYPE -> new EndCallTool(tool);
            case SkipTurnTool.SYSTEM_TYPE -> new SkipTurnTool(tool);
            default -> new UnreadyTool(tool, "system");
        };
    }

    public List<ToolDescription> descriptions() {
        return tools.values().stream().map(CallTool::description).toList();
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
            return () -> {};
        }
        return tool.use(turn, use, answer);
    }
}
