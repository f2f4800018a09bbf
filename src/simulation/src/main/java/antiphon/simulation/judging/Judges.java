package antiphon.simulation.judging;

import antiphon.agents.config.PromptConfig;
import antiphon.simulation.minds.Minds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Finds who judges: a language model, or else the rules. */
@ApplicationScoped
public class Judges {
    @Inject
    Minds minds;

    /** @param llm the contract's name of the model that shall judge */
    public Judge find(String llm, PromptConfig agent) {
        return minds.find(llm, agent).<Judge>map(ThinkingJudge::new).orElseGet(() -> new RuleJudge(minds.embedder()));
    }
}
