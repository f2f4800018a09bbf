package antiphon.agents.config;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code platform_settings.guardrails}: what an agent is kept from, and what callers are.
 *
 * @param focus whether the agent is reminded of what it is there for
 * @param promptInjection whether callers are kept from telling the agent what to do
 * @param content what answers must not hold
 * @param moderation the same in an older form, whose only consequence is the call's end
 */
public record GuardrailsConfig(
        boolean focus, boolean promptInjection, Categories content, Categories moderation, List<Custom> custom) {
    private static final double USUAL_THRESHOLD = 0.3;
    private static final Map<String, Double> LEVELS = Map.of("low", 0.3, "medium", 0.6, "high", 0.9);

    /** The contract's, where an agent that answers again is told nothing else. */
    private static final String USUAL_FEEDBACK =
            "Your response was blocked by a guardrail that blocks content that matches this condition/category:"
                    + " '{{trigger_reason}}' During your next turn you must tell the user \"I'm sorry but I can't answer"
                    + " that question, would you like to know something else?\".";

    /**
     * @param blocking whether answers are held until they were judged
     * @param thresholds by the contract's names of what is switched on, 0 to 1: how sure whoever judges has to be
     * @param retry what an agent that is to answer again is told; empty where the call ends
     */
    public record Categories(boolean blocking, Map<String, Double> thresholds, Optional<String> retry) {
        private static Categories read(Section section) {
            Map<String, Double> thresholds = new LinkedHashMap<>();
            section.sectionsByName("config", category -> category).forEach((name, category) -> {
                if (category.flag("is_enabled")) {
                    thresholds.put(name, threshold(category.json().get("threshold")));
                }
            });
            return new Categories(isBlocking(section), thresholds, feedback(section));
        }
    }

    /**
     * A guardrail of the agent's own.
     *
     * @param prompt the condition, as its owner wrote it
     * @param llm the contract's name of the model that judges
     * @param wholeOnly whether an answer is judged only once all of it is known
     * @param history how many of the messages before the answer are judged with it
     * @param historyWithTools whether the use of tools is among these
     * @param retry what an agent that is to answer again is told; empty where the call ends
     */
    public record Custom(
            String name,
            String prompt,
            String llm,
            boolean blocking,
            boolean wholeOnly,
            int history,
            boolean historyWithTools,
            Optional<String> retry) {
        private static Custom read(Section section) {
            return new Custom(
                    section.text("name"),
                    section.text("prompt"),
                    section.text("model"),
                    isBlocking(section),
                    section.flag("evaluate_full_response_only"),
                    section.whole("history_message_count"),
                    section.flag("history_include_tool_calls"),
                    feedback(section));
        }
    }

    static GuardrailsConfig read(Section section) {
        return new GuardrailsConfig(
                section.section("focus").flag("is_enabled"),
                section.section("prompt_injection").flag("is_enabled"),
                Categories.read(section.section("content")),
                Categories.read(section.section("moderation")),
                section.section("custom").section("config").sections("configs", each -> each).stream()
                        .filter(each -> each.flag("is_enabled"))
                        .map(Custom::read)
                        .toList());
    }

    private static boolean isBlocking(Section section) {
        return section.text("execution_mode").equals("blocking");
    }

    private static Optional<String> feedback(Section section) {
        Section action = section.section("trigger_action");
        return action.text("type").equals("retry")
                ? action.optionalText("feedback").or(() -> Optional.of(USUAL_FEEDBACK))
                : Optional.empty();
    }

    private static double threshold(@Nullable JsonValue value) {
        return switch (value) {
            case JsonNumber number -> number.doubleValue();
            case JsonString level -> LEVELS.getOrDefault(level.getString(), USUAL_THRESHOLD);
            case null, default -> USUAL_THRESHOLD;
        };
    }
}
