package antiphon.analysis;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.PromptConfig;
import antiphon.analysis.judging.Analyst;
import antiphon.analysis.judging.RuleAnalyst;
import antiphon.analysis.judging.ThinkingAnalyst;
import antiphon.conversations.OtherMinds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;

/** Finds who analyses: the agent's language model, or else the rules. */
@ApplicationScoped
class Analysts {
    @Inject
    OtherMinds minds;

    /** @param agent its document */
    Analyst find(JsonObject agent) {
        PromptConfig prompt = AgentConfig.read(agent).agent().prompt();
        return minds.find(prompt.llm(), prompt)
                .<Analyst>map(ThinkingAnalyst::new)
                .orElseGet(() -> new RuleAnalyst(minds.embedder()));
    }
}
