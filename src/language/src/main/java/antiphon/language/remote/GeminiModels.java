package antiphon.language.remote;

import antiphon.language.LanguageModel;
import antiphon.language.LanguageSettings.Account;
import antiphon.language.Prompt;
import antiphon.language.Prompt.Sampling;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.googleai.GeminiThinkingConfig;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Models of Google, by the Gemini API's {@code streamGenerateContent}. */
public final class GeminiModels {
    private final Account account;
    private final Connections connections;

    public GeminiModels(Account account, Connections connections) {
        this.account = account;
        this.connections = connections;
    }

    /** @param thinkingBudget in tokens; of use to the models that count so */
    public LanguageModel open(String llm, Optional<String> reasoningEffort, Optional<Integer> thinkingBudget) {
        var chat = GoogleAiGeminiStreamingChatModel.builder()
                .httpClientBuilder(connections.client())
                .baseUrl(account.baseUrl())
                .apiKey(account.apiKey())
                .timeout(connections.silence())
                .modelName(llm)
                .sendThinking(true)
                .returnThinking(true)
                .logRequests(false)
                .logResponses(false);
        thinking(llm, reasoningEffort, thinkingBudget).ifPresent(chat::thinkingConfig);
        return new StreamedModel(llm, chat.build(), new Manners(thinksInLevels(llm)), connections.silence());
    }

    /** A budget of tokens until 2.5, a level from 3 on; older ones do not think. */
    private static Optional<GeminiThinkingConfig> thinking(
            String llm, Optional<String> effort, Optional<Integer> budget) {
        if (thinksInLevels(llm)) {
            return effort.map(level -> GeminiThinkingConfig.builder()
                    .thinkingLevel(
                            switch (level) {
                                case "none", "minimal", "low" -> "low";
                                default -> "high";
                            })
                    .build());
        }
        if (!llm.startsWith("gemini-2.5-")) {
            return Optional.empty();
        }
        return budget.or(() -> effort.map(GeminiModels::tokens))
                .map(tokens ->
                        GeminiThinkingConfig.builder().thinkingBudget(tokens).build());
    }

    private static int tokens(String effort) {
        return switch (effort) {
            case "none" -> 0;
            case "minimal" -> 512;
            case "low" -> 1024;
            case "medium" -> 8192;
            default -> 24576;
        };
    }

    private static boolean thinksInLevels(String llm) {
        return !llm.startsWith("gemini-1.") && !llm.startsWith("gemini-2.");
    }

    /**
     * From Gemini 3 on a wish for a tool carries a signature and must be given back with it. Our dialogue has no place
     * for one, so the latest are remembered here; a wish that another model uttered gets the one that Google takes for
     * such cases ({@code ai.google.dev/gemini-api/docs/thought-signatures}).
     */
    private static final class Manners implements Dialect {
        private static final String SIGNATURE = "thinking_signature";
        private static final String UNSIGNED = "skip_thought_signature_validator";
        private static final int REMEMBERED = 1000;

        private final boolean signs;
        private final Map<String, Map<String, Object>> signatures =
                Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Map<String, Object>> eldest) {
                        return size() > REMEMBERED;
                    }
                });

        Manners(boolean signs) {
            this.signs = signs;
        }

        @Override
        public ChatRequestParameters parameters(Prompt prompt, List<ToolSpecification> tools) {
            Sampling sampling = prompt.sampling();
            var parameters = DefaultChatRequestParameters.builder()
                    .toolSpecifications(tools)
                    .temperature(sampling.temperature());
            if (sampling.maxTokens() > 0) {
                parameters.maxOutputTokens(sampling.maxTokens());
            }
            return parameters.build();
        }

        @Override
        public boolean userSpeaksFirst() {
            return true;
        }

        @Override
        public void remember(AiMessage answer) {
            for (ToolExecutionRequest request : answer.toolExecutionRequests()) {
                signatures.put(request.id(), answer.attributes());
            }
        }

        @Override
        public AiMessage recall(AiMessage toolUse) {
            Map<String, Object> unsigned = signs ? Map.of(SIGNATURE, UNSIGNED) : Map.of();
            String id = toolUse.toolExecutionRequests().getFirst().id();
            Map<String, Object> known = signatures.getOrDefault(id, unsigned);
            return toolUse.toBuilder()
                    .attributes(known.containsKey(SIGNATURE) ? known : unsigned)
                    .build();
        }
    }
}
