package antiphon.conversations.tools;

import antiphon.agents.config.AgentTransfer;
import antiphon.conversations.workflow.WorkflowWalk.Choice;
import antiphon.conversations.workflow.WorkflowWalk.Way;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Those who may take the place of whoever speaks now. What returns a {@link Successor} blocks and works with records. */
public interface Successors {
    /** Who speaks now. */
    String agentId();

    String language();

    /** Which languages can be spoken besides. */
    Set<String> languages();

    /** @throws SuccessionRefused saying why not, as may all that return a successor */
    Successor inLanguage(String language);

    Successor agent(AgentTransfer transfer);

    /** Ways on in the workflow of which the model decides. */
    List<Choice> choices();

    /** Where a tool's answer leads. Does not block. */
    Optional<Way> onward(boolean toolSucceeded);

    /** Whoever or whatever comes at this node of the workflow. */
    Successor enter(String nodeId);
}
