package antiphon.simulation.minds;

import antiphon.agents.config.PromptConfig;
import antiphon.conversations.OtherMinds;
import antiphon.language.Embedder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Finds who can play a user, or judge. */
@ApplicationScoped
public class Minds {
    /** Who judges where nobody was asked for: the contract's default. */
    public static final String USUAL = "claude-sonnet-4-6";

    @Inject
    OtherMinds minds;

    /**
     * The model wanted, or one in its place.
     *
     * @param llm the contract's name; {@code custom-llm} means the agent's
     * @return empty where no language model is to be had
     */
    public Optional<Thinker> find(String llm, PromptConfig agent) {
        return minds.find(llm, agent).map(Thinker::new);
    }

    /** What tells how near texts are in meaning; empty where the embedded engines are not installed. */
    public Optional<Embedder> embedder() {
        return minds.embedder();
    }
}
