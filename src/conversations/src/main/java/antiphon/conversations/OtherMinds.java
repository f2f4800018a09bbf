package antiphon.conversations;

import antiphon.agents.config.PromptConfig;
import antiphon.language.Embedder;
import antiphon.language.LanguageModel;
import antiphon.language.LanguageModelUnavailable;
import antiphon.language.LanguageModels;
import antiphon.language.ModelChoice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Language models beside the one that speaks for an agent. */
@ApplicationScoped
public class OtherMinds {
    /** The contract's name of a server that the agent's owner brings. */
    private static final String OWNERS = "custom-llm";

    @Inject
    Providers providers;

    @Inject
    ModelChoices choices;

    /**
     * Who can do what has to be thought about: the model wanted, or one that the platform has in its place, or else the
     * agent's own. The embedded responder is nobody's substitute here, since it only finds what it was told.
     *
     * @param llm the contract's name; {@code custom-llm} means the agent's
     */
    public Optional<LanguageModel> find(String llm, PromptConfig agent) {
        LanguageModels models = providers.language();
        Optional<LanguageModel> wanted = llm.equals(OWNERS)
                ? Optional.empty()
                : able(() -> models.inOrder(ModelChoice.of(llm), models.defaultBackups()));
        return wanted.or(() -> able(() -> choices.models(agent, name -> "")));
    }

    private Optional<LanguageModel> able(Supplier<List<LanguageModel>> search) {
        try {
            return Optional.of(search.get().getFirst())
                    .filter(model -> !providers.language().isEmbedded(model));
        } catch (LanguageModelUnavailable missing) {
            return Optional.empty();
        }
    }

    /** What tells how near texts are in meaning; empty where the embedded engines are not here. May block for a second. */
    public Optional<Embedder> embedder() {
        return providers.language().embedder();
    }
}
