package antiphon.conversations;

import antiphon.call.CallPlan;
import antiphon.call.Manners;
import antiphon.call.Manners.Fillers;
import antiphon.call.Manners.Silences;
import antiphon.conversations.OpeningRefused.Problem;
import antiphon.conversations.tools.ToolStandIns;
import java.util.Optional;
import java.util.Set;

/**
 * What is different in a conversation with nobody on the line.
 *
 * @param nodeId of the agent's workflow, at which it begins
 * @param unhurried whether silence means nothing, since whoever talks with the agent takes the time to think
 */
record Staging(Optional<String> nodeId, ToolStandIns standIns, boolean unhurried) {
    static final Staging LIVE = new Staging(Optional.empty(), ToolStandIns.NONE, false);

    /** @throws OpeningRefused if the workflow has no such node */
    Stand begun(Stand stand) {
        if (nodeId.isEmpty()) {
            return stand;
        }
        if (!stand.graph().nodes().containsKey(nodeId.get())) {
            throw new OpeningRefused(Problem.VALUE_ERROR, "The agent's workflow has no node '" + nodeId.get() + "'.");
        }
        return stand.at(nodeId.get(), Set.of());
    }

    CallPlan paced(CallPlan plan) {
        if (!unhurried) {
            return plan;
        }
        Manners manners = plan.manners();
        Silences silences = new Silences(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                manners.silences().longestCall(),
                "");
        return plan.behaving(
                new Manners(manners.pauses(), manners.interruptions(), silences, Fillers.NONE, manners.patience()));
    }
}
