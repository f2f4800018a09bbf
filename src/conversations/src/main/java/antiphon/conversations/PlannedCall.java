package antiphon.conversations;

import antiphon.agents.config.AgentConfig;
import antiphon.call.CallPlan;
import antiphon.conversations.tools.ClientTools;

/**
 * A call settled in all its parts.
 *
 * @param config the agent's, as it holds for this conversation
 * @param clientTools where the client's answers are to go
 */
record PlannedCall(CallPlan plan, AgentConfig config, CallFacts facts, ClientTools clientTools) {}
