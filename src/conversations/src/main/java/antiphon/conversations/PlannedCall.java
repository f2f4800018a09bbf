package antiphon.conversations;

import antiphon.agents.config.AgentConfig;
import antiphon.call.CallPlan;
import antiphon.conversations.CallPlans.OutsideTools;
import jakarta.json.JsonObject;
import java.util.Map;

/**
 * A call settled in all its parts.
 *
 * @param config the agent's, as it holds for this conversation
 * @param outside the tools that are used outside of the call
 * @param toolDetails what there is to say of the use of tools, by its id, in the contract's shape
 */
record PlannedCall(
        CallPlan plan,
        AgentConfig config,
        CallFacts facts,
        OutsideTools outside,
        Map<String, JsonObject> toolDetails) {}
