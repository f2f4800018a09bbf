package antiphon.language.remote;

import antiphon.language.LanguageModel;
import antiphon.language.ModelChoice.Custom;
import antiphon.language.Prompt.Sampling;
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
        public ChatRequestParameters parameters(Sampling sampling, List<ToolSpecification> tools) {
            var parameters = OpenAiChatRequestParameters.builder()
                    .temperature(sampling.temperature())
                    .toolSpecifications(tools);
            if (sampling.maxTokens() > 0) {
                parameters.maxOutputTokens(sampling.maxTokens());
            }
            return parameters.build();
        }

        @Override
        public boolean userSpeaksFirst() {
            return false;
        }
    }
}
