package antiphon.conversations;

import antiphon.agents.config.BackupLlmConfig.Preference;
import antiphon.agents.config.CustomLlmConfig;
import antiphon.agents.config.HeaderValue;
import antiphon.agents.config.PromptConfig;
import antiphon.agents.secrets.Secrets;
import antiphon.language.LanguageModel;
import antiphon.language.LanguageModels;
import antiphon.language.ModelChoice;
import antiphon.language.ModelChoice.ApiType;
import antiphon.language.ModelChoice.Custom;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Which language model an agent's settings mean. */
@ApplicationScoped
class ModelChoices {
    @Inject
    Providers providers;

    @Inject
    Secrets secrets;

    /**
     * The model that answers, and those that take over when it fails, in order.
     *
     * @param variables the values of dynamic variables, by name
     * @throws antiphon.language.LanguageModelUnavailable saying what is missing
     */
    List<LanguageModel> models(PromptConfig prompt, Function<String, String> variables) {
        LanguageModels models = providers.language();
        ModelChoice primary = new ModelChoice(
                prompt.llm(),
                prompt.customLlm().map(server -> custom(server, secrets::reveal, variables)),
                prompt.reasoningEffort(),
                prompt.thinkingBudget());
        return models.inOrder(primary, backups(prompt, models));
    }

    private static List<ModelChoice> backups(PromptConfig prompt, LanguageModels models) {
        Preference preference = prompt.backupLlm().preference();
        return switch (preference) {
            case DEFAULT -> models.defaultBackups();
            case DISABLED -> List.of();
            case OVERRIDE ->
                prompt.backupLlm().order().stream().map(ModelChoice::of).toList();
        };
    }

    /** @param reveal from the id of a secret to its value */
    static Custom custom(CustomLlmConfig server, Function<String, String> reveal, Function<String, String> variables) {
        Map<String, String> headers = new TreeMap<>();
        server.requestHeaders()
                .forEach((name, value) -> header(value, reveal, variables).ifPresent(text -> headers.put(name, text)));
        return new Custom(
                server.url(),
                server.modelId().orElse(""),
                headers,
                server.apiKeySecretId().map(reveal).orElse(""),
                apiType(server.apiType()),
                server.apiVersion().orElse(""));
    }

    private static Optional<String> header(
            HeaderValue value, Function<String, String> reveal, Function<String, String> variables) {
        return switch (value) {
            case HeaderValue.Literal(String text) -> Optional.of(text);
            case HeaderValue.Secret(String id) -> Optional.of(reveal.apply(id));
            case HeaderValue.DynamicVariable(String name) -> Optional.of(variables.apply(name));
            case HeaderValue.EnvironmentVariable variable -> variable.in(variables);
        };
    }

    private static ApiType apiType(String name) {
        return name.isEmpty() ? ApiType.CHAT_COMPLETIONS : ApiType.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
