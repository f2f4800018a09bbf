package antiphon.language.remote;

import antiphon.language.LanguageModel;
import antiphon.language.LanguageSettings.Account;
import antiphon.language.Prompt;
import antiphon.language.Prompt.Sampling;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Models of Anthropic, by its messages API. They answer without extended thinking, which a call has no time for. */
public final class AnthropicModels {
    /** The API will have a limit; a spoken answer is far below this one. */
    private static final int DEFAULT_MAX_TOKENS = 2048;

    private static final Pattern VERSION = Pattern.compile("claude-[a-z]+-([0-9]+)(?:-([0-9]{1,2}))?(?![0-9]).*");
    private static final Pattern UNDATED_3 = Pattern.compile("claude-3-[57]-[a-z]+");

    private final Account account;
    private final Connections connections;

    public AnthropicModels(Account account, Connections connections) {
        this.account = account;
        this.connections = connections;
    }

    public LanguageModel open(String llm) {
        var chat = AnthropicStreamingChatModel.builder()
                .httpClientBuilder(connections.client())
                .baseUrl(account.baseUrl())
                .apiKey(account.apiKey())
                .timeout(connections.silence())
                .modelName(wireName(llm))
                .logRequests(false)
                .logResponses(false)
                .build();
        return new StreamedModel(llm, chat, new Manners(takesTemperature(llm)), connections.silence());
    }

    /** The contract names checkpoints as Vertex does ({@code @date}) and leaves aliases out that the API insists on. */
    static String wireName(String llm) {
        String name = llm.replace("-v2@", "@").replace('@', '-');
        return switch (name) {
            case "claude-3-haiku" -> "claude-3-haiku-20240307";
            case "claude-3-5-sonnet-v1" -> "claude-3-5-sonnet-20240620";
            case "claude-sonnet-4", "claude-opus-4" -> name + "-0";
            default -> UNDATED_3.matcher(name).matches() ? name + "-latest" : name;
        };
    }

    /** From Opus 4.7 on, models refuse sampling parameters. */
    static boolean takesTemperature(String llm) {
        Matcher version = VERSION.matcher(llm);
        if (!version.matches()) {
            return true;
        }
        int major = Integer.parseInt(version.group(1));
        int minor = version.group(2) == null ? 0 : Integer.parseInt(version.group(2));
        return major < 4 || (major == 4 && minor < 7);
    }

    /** @param temperature whether the model lets itself be told one */
    private record Manners(boolean temperature) implements Dialect {
        @Override
        public ChatRequestParameters parameters(Prompt prompt, List<ToolSpecification> tools) {
            Sampling sampling = prompt.sampling();
            var parameters = DefaultChatRequestParameters.builder()
                    .toolSpecifications(tools)
                    .maxOutputTokens(sampling.maxTokens() > 0 ? sampling.maxTokens() : DEFAULT_MAX_TOKENS);
            if (temperature) {
                parameters.temperature(Math.min(sampling.temperature(), 1));
            }
            return parameters.build();
        }

        @Override
        public boolean userSpeaksFirst() {
            return true;
        }
    }
}
