package antiphon.agents.prices;

import antiphon.agents.Agents;
import antiphon.agents.knowledge.retrieval.AgentKnowledge;

/** Estimates put together by hand. */
public final class PricesFurniture {
    private PricesFurniture() {}

    public static AgentLlmUsageResource door(Agents agents, AgentKnowledge knowledge) {
        AgentPrompts prompts = new AgentPrompts();
        prompts.agents = agents;
        prompts.knowledge = knowledge;
        AgentLlmUsageResource door = new AgentLlmUsageResource();
        door.prompts = prompts;
        return door;
    }
}
