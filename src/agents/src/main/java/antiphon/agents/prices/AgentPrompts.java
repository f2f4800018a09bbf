package antiphon.agents.prices;

import antiphon.agents.Agents;
import antiphon.agents.config.PromptConfig;
import antiphon.agents.knowledge.retrieval.AgentKnowledge;
import antiphon.api.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** How much agents give their models to read. */
@ApplicationScoped
public class AgentPrompts {
    @Inject
    Agents agents;

    @Inject
    AgentKnowledge knowledge;

    /**
     * Of an agent's main branch: its own instructions, all documents and folders it names, its own setting of retrieval.
     *
     * @throws Refusal.NotFound if there is no such agent
     */
    @Transactional
    PromptSize size(String agentId) {
        PromptConfig prompt = agents.find(agentId).document().config().agent().prompt();
        return new PromptSize(
                prompt.prompt().length(),
                knowledge.pages(prompt.knowledgeBase()),
                prompt.rag().enabled());
    }
}
