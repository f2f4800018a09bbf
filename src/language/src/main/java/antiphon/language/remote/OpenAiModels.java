package antiphon.language.remote;

import antiphon.language.LanguageModel;
import antiphon.language.LanguageSettings.Account;
import antiphon.language.Prompt;
import antiphon.language.Prompt.Sampling;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Models of OpenAI, by its chat completions API. */
public final class OpenAiModels {
    /** Models that reason before they speak; they refuse any temperature but their own. */
    private static final Pattern REASONING = Pattern.compile("o[0-9].*|gpt-([5-9]|[1-9][0-9]).*");

    private static final Pattern CHAT_ONLY = Pattern.compile(".*-chat-latest");

    private final Account account;
    private final Connections connections;

    public OpenAiModels(Account account, Connections connections) {
        this.account = account;
        this.connections = connections;
    }

    /** @param reasoningEffort sent to models that reason, and to no others */
    public LanguageModel open(String llm, Optional<String> reasoningEffort) {
        var chat = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(connections.client())
                .baseUrl(account.baseUrl())
                .apiKey(account.apiKey())
                .timeout(connections.silence())
                .modelName(llm)
                .logRequests(false)
                .logResponses(false);
        boolean reasons = REASONING.matcher(llm).matches();
        if (reasons && !CHAT_ONLY.matcher(llm).matches()) {
            reasoningEffort.ifPresent(effort -> chat.reasoningEffort(effort.equals("max") ? "xhigh" : effort));
        }
        return new StreamedModel(llm, chat.build(), new Manners(!reasons), connections.silence());
    }

    /** @param temperature whether the model lets itself be told one */
    private record Manners(boolean temperature) implements Dialect {
        @Override
        public ChatRequestParameters parameters(Prompt prompt, List<ToolSpecification> tools) {
            Sampling sampling = prompt.sampling();
            var parameters = OpenAiChatRequestParameters.builder();
            if (temperature) {
                parameters.temperature(sampling.temperature());
            }
            if (sampling.oneToolAtATime() && !tools.isEmpty()) {
                parameters.parallelToolCalls(false);
            }
            if (sampling.maxTokens() > 0) {
                parameters.maxCompletionTokens(sampling.maxTokens());
            }
            return parameters.toolSpecifications(tools).build();
        }

        @Override
        public boolean userSpeaksFirst() {
            return false;
        }
    }
}
