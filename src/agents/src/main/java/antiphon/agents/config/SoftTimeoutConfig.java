package antiphon.agents.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code turn.soft_timeout_config}: what the agent says while it is still thinking.
 *
 * @param timeout after which it says something; empty for never
 * @param furtherMessages said one after the other if it takes still longer
 * @param llmPrompt what the model is told that thinks of a message
 * @param maxPerAnswer 1 to 8
 */
public record SoftTimeoutConfig(
        Optional<Duration> timeout,
        String message,
        List<String> furtherMessages,
        boolean useLlmGeneratedMessage,
        Optional<String> llmPrompt,
        boolean randomize,
        int maxPerAnswer,
        boolean disableUntilFirstUserMessage) {

    static SoftTimeoutConfig read(Section section) {
        return new SoftTimeoutConfig(
                section.optionalSeconds("timeout_seconds"),
                section.text("message"),
                section.texts("additional_soft_timeout_messages"),
                section.flag("use_llm_generated_message"),
                section.optionalText("llm_generated_message_prompt_override"),
                section.flag("randomize_fillers"),
                section.whole("max_soft_timeouts_per_generation"),
                section.flag("disable_until_first_user_message"));
    }
}
