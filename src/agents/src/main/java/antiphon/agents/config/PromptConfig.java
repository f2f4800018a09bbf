package antiphon.agents.config;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Section {@code conversation_config.agent.prompt}: what the agent is told and what it may use.
 *
 * @param llm the contract's name of the language model; {@code custom-llm} means {@code customLlm}
 * @param temperature 0 to 2; empty leaves it to the provider
 * @param maxTokens empty where there is no limit
 * @param toolIds of tools kept apart from the agent
 * @param tools defined in place
 * @param builtInTools system tools switched on by name
 * @param oneToolAtATime whether the model shall not want several tools at once
 * @param cascadeTimeout how long a model may stay silent before the next one is asked, 2 to 15 s
 */
public record PromptConfig(
        String prompt,
        String llm,
        Optional<String> reasoningEffort,
        Optional<Integer> thinkingBudget,
        Optional<Double> temperature,
        Optional<Integer> maxTokens,
        List<String> toolIds,
        List<ToolConfig> tools,
        Map<String, ToolConfig.SystemTool> builtInTools,
        List<String> mcpServerIds,
        List<KnowledgeReference> knowledgeBase,
        RagConfig rag,
        Optional<CustomLlmConfig> customLlm,
        BackupLlmConfig backupLlm,
        Duration cascadeTimeout,
        boolean ignoreDefaultPersonality,
        Optional<String> timezone,
        boolean oneToolAtATime) {

    static PromptConfig read(Section section) {
        return new PromptConfig(
                section.text("prompt"),
                section.text("llm"),
                section.optionalText("reasoning_effort"),
                section.optionalNumber("thinking_budget").map(Double::intValue),
                section.optionalNumber("temperature"),
                section.limit("max_tokens"),
                section.texts("tool_ids"),
                section.sections("tools", ToolConfig::read),
                section.sectionsByName("built_in_tools", ToolConfig.SystemTool::read),
                section.texts("mcp_server_ids"),
                section.sections("knowledge_base", KnowledgeReference::read),
                RagConfig.read(section.section("rag")),
                section.optionalSection("custom_llm").map(CustomLlmConfig::read),
                BackupLlmConfig.read(section.section("backup_llm_config")),
                section.seconds("cascade_timeout_seconds"),
                section.flag("ignore_default_personality"),
                section.optionalText("timezone"),
                section.json().get("enable_parallel_tool_calls") == JsonValue.FALSE);
    }
}
