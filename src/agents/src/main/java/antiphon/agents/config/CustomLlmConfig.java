package antiphon.agents.config;

import java.util.Map;
import java.util.Optional;

/**
 * Section {@code custom_llm}: a language model behind somebody's OpenAI-compatible server.
 *
 * @param apiKeySecretId of a secret of this workspace
 * @param apiType {@code chat_completions} or {@code responses}
 */
public record CustomLlmConfig(
        String url,
        Optional<String> modelId,
        Optional<String> apiKeySecretId,
        Map<String, HeaderValue> requestHeaders,
        Optional<String> apiVersion,
        String apiType) {

    static CustomLlmConfig read(Section section) {
        return new CustomLlmConfig(
                section.text("url"),
                section.optionalText("model_id"),
                section.section("api_key").optionalText("secret_id"),
                section.members("request_headers", (name, value) -> HeaderValue.read(value)),
                section.optionalText("api_version"),
                section.text("api_type"));
    }
}
