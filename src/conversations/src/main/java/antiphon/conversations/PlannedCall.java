package antiphon.conversations;

import antiphon.agents.config.AgentConfig;
import antiphon.call.CallPlan;
import antiphon.conversations.tools.ClientTools;
import antiphon.conversations.tools.LateNotes;
import antiphon.conversations.tools.ToolLedger;

/**
 * A call settled in all its parts.
 *
 * @param config the agent's, as it holds for this conversation
 * @param clientTools where the client's answers are to go
 * @param ledger what the tools will have done
 * @param notes what tools have to tell after their turn
 */
record PlannedCall(
        CallPlan plan,
        AgentConfig config,
        CallFacts facts,
        ClientTools clientTools,
        ToolLedger ledger,
        LateNotes notes) {}
