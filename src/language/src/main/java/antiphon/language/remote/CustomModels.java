package antiphon.language.remote;

import antiphon.language.LanguageModel;
import antiphon.language.ModelChoice.Custom;
import antiphon.language.Prompt;
import antiphon.language.Prompt.Sampling;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Servers that speak OpenAI's chat completions: the contract's {@code custom_llm}, vLLM, llama.cpp, gateways. */
public final class CustomModels {
    /** Where the contract has these servers look for what a client sends along. */
    private static final String EXTRA_BODY = "elevenlabs_extra_body";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DOOR = Pattern.compile("/chat/completions/?$");

    private final Connections connections;

    public CustomModels(Connections connections) {
        this.connections = connections;
    }

    public LanguageModel open(String name, Custom custom, Optional<String> reasoningEffort) {
        var chat = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(connections.client())
                .baseUrl(DOOR.matcher(custom.url()).replaceFirst(""))
                .customHeaders(custom.headers())
                .timeout(connections.silence())
                .logRequests(false)
                .logResponses(false);
        if (!custom.apiKey().isBlank()) {
            chat.apiKey(custom.apiKey());
        }
        if (!custom.modelId().isBlank()) {
            chat.modelName(custom.modelId());
        }
        if (!custom.apiVersion().isBlank()) {
            chat.customQueryParams(Map.of("api-version", custom.apiVersion()));
        }
        reasoningEffort.ifPresent(chat::reasoningEffort);
        return new StreamedModel(name, chat.build(), new Manners(), connections.silence());
    }

    private record Manners() implements Dialect {
        @Override
        public ChatRequestParameters parameters(Prompt prompt, List<ToolSpecification> tools) {
            Sampling sampling = prompt.sampling();
            var parameters = OpenAiChatRequestParameters.builder()
                    .temperature(sampling.temperature())
                    .toolSpecifications(tools);
            if (sampling.oneToolAtATime() && !tools.isEmpty()) {
                parameters.parallelToolCalls(false);
            }
            extraBody(prompt.particulars().extraBodyJson())
                    .ifPresent(body -> parameters.customParameters(Map.of(EXTRA_BODY, body)));
            if (sampling.maxTokens() > 0) {
                parameters.maxOutputTokens(sampling.maxTokens());
            }
            return parameters.build();
        }

        private static Optional<Map<String, Object>> extraBody(String json) {
            try {
                return json.isEmpty() ? Optional.empty() : Optional.of(JSON.readValue(json, new TypeReference<>() {}));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("The extra body of a prompt is no JSON object.", e);
            }
        }

        @Override
        public boolean userSpeaksFirst() {
            return false;
        }
    }
}
