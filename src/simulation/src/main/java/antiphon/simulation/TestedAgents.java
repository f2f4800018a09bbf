package antiphon.simulation;

import antiphon.agents.AgentState;
import antiphon.agents.Agents;
import antiphon.agents.branches.Drafts;
import antiphon.api.Refusal;
import antiphon.conversations.TextCalls.Subject;
import antiphon.identity.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The agents that are put to the test, as they are at a moment. */
@ApplicationScoped
public class TestedAgents {
    @Inject
    Agents agents;

    @Inject
    Drafts drafts;

    /**
     * An agent as it is on a branch, or as it was in a version.
     *
     * @param branchId empty means the main branch
     * @param versionId empty means the newest of that branch
     * @throws Refusal.NotFound if there is no such agent, branch or version
     */
    public Subject find(String agentId, Optional<String> branchId, Optional<String> versionId) {
        AgentState state = agents.state(agentId, branchId, versionId);
        return new Subject(
                agentId, state.branchId(), state.versionId(), state.document().json());
    }

    /** Somebody's own draft on the branch of this agent, in the place of what is kept there; empty where they have none. */
    public Optional<Subject> drafted(Subject agent, Actor whose) {
        return drafts.find(agent.branchId(), whose)
                .map(draft -> new Subject(
                        agent.agentId(),
                        agent.branchId(),
                        agent.versionId(),
                        draft.document().json()));
    }
}
