package antiphon.simulation.judging;

import antiphon.agents.config.PromptConfig;
import antiphon.language.LanguageModel.Usage;
import antiphon.simulation.minds.Minds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.BiConsumer;

/** Finds who judges: a language model, or else the rules. */
@ApplicationScoped
public class Judges {
    @Inject
    Minds minds;

    /** @param llm the contract's name of the model that shall judge */
    public Judge find(String llm, PromptConfig agent) {
        return find(llm, agent, (model, usage) -> {});
    }

    /** @param spent is told the name of the model that judges, and the tokens of each of its answers; from any thread */
    public Judge find(String llm, PromptConfig agent, BiConsumer<String, Usage> spent) {
        return minds.find(llm, agent)
                .map(thinker -> thinker.counted(spent))
                .<Judge>map(ThinkingJudge::new)
                .orElseGet(() -> new RuleJudge(minds.embedder()));
    }
}
