package antiphon.language;

import java.util.Map;
import java.util.Optional;

/**
 * Which model an agent wants.
 *
 * @param llm the name by which the API knows it, such as {@code gemini-2.5-flash}, or {@code custom-llm}
 * @param custom where {@code custom-llm} is reached
 * @param reasoningEffort none, minimal, low, medium, high, xhigh or max; empty leaves it to the provider
 * @param thinkingBudget in tokens, for models that count so; goes before {@code reasoningEffort}
 */
public record ModelChoice(
        String llm, Optional<Custom> custom, Optional<String> reasoningEffort, Optional<Integer> thinkingBudget) {
    public ModelChoice(String llm, Optional<Custom> custom, Optional<String> reasoningEffort) {
        this(llm, custom, reasoningEffort, Optional.empty());
    }

    public static ModelChoice of(String llm) {
        return new ModelChoice(llm, Optional.empty(), Optional.empty());
    }

    public static ModelChoice of(Custom custom) {
        return new ModelChoice(ModelFamily.CUSTOM_NAME, Optional.of(custom), Optional.empty());
    }

    /**
     * A server of the agent's owner that speaks as OpenAI does; the contract's {@code custom_llm} with its secrets found.
     *
     * @param url up to and without {@code /chat/completions} or {@code /responses}
     * @param modelId empty sends none
     * @param headers sent with each request
     * @param apiKey empty sends none
     * @param apiVersion sent as the query parameter {@code api-version}; empty sends none
     */
    public record Custom(
            String url,
            String modelId,
            Map<String, String> headers,
            String apiKey,
            ApiType apiType,
            String apiVersion) {
        public Custom(String url, String modelId) {
            this(url, modelId, Map.of(), "", ApiType.CHAT_COMPLETIONS, "");
        }

        /** Without headers and key, which are secrets. */
        @Override
        public String toString() {
            return "Custom[" + modelId + ", " + apiType + "]";
        }
    }

    /** The wire that a custom server speaks; named as the contract names it, in lower case. */
    public enum ApiType {
        CHAT_COMPLETIONS,
        RESPONSES,
        WEBSOCKET
    }
}
