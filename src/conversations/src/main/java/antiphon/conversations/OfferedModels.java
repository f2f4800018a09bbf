package antiphon.conversations;

import antiphon.agents.ModelCatalogue;
import antiphon.agents.config.CustomLlmConfig;
import antiphon.language.LanguageModelUnavailable;
import antiphon.language.ModelChoice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Tells the room of agents which language models this server can use. */
@ApplicationScoped
class OfferedModels implements ModelCatalogue {
    /** What the smallest of the models in use takes; providers tell no numbers, and larger ones take more. */
    private static final int LEAST_ANSWER_TOKENS = 4_096;

    static final int LEAST_CONTEXT_TOKENS = 128_000;

    @Inject
    Providers providers;

    @Override
    public List<OfferedModel> offered() {
        return providers.language().offered().stream()
                .map(offer -> new OfferedModel(
                        offer.llm(),
                        offer.provider(),
                        offer.checkpoint(),
                        offer.usable(),
                        LEAST_ANSWER_TOKENS,
                        LEAST_CONTEXT_TOKENS,
                        false,
                        false,
                        false,
                        List.of()))
                .toList();
    }

    @Override
    public Optional<String> obstacle(String llm, Optional<CustomLlmConfig> customLlm) {
        try {
            // Secrets and variables have their values only in a call; whether they are there is for the agents' room to
            // see.
            providers
                    .language()
                    .check(new ModelChoice(
                            llm,
                            customLlm.map(server -> ModelChoices.custom(server, id -> "", name -> "")),
                            Optional.empty()));
            return Optional.empty();
        } catch (LanguageModelUnavailable missing) {
            return Optional.of(String.valueOf(missing.getMessage()));
        }
    }
}
