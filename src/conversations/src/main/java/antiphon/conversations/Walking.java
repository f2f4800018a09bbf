package antiphon.conversations;

import antiphon.agents.config.WorkflowConfig.Assignment;
import antiphon.agents.config.WorkflowConfig.End;
import antiphon.agents.config.WorkflowConfig.Node;
import antiphon.agents.config.WorkflowConfig.Number;
import antiphon.agents.config.WorkflowConfig.OtherAgent;
import antiphon.agents.config.WorkflowConfig.Say;
import antiphon.agents.config.WorkflowConfig.Start;
import antiphon.agents.config.WorkflowConfig.Subagent;
import antiphon.agents.config.WorkflowConfig.Tools;
import antiphon.agents.config.WorkflowConfig.Update;
import antiphon.conversations.tools.SuccessionRefused;
import antiphon.conversations.workflow.WorkflowWalk;
import antiphon.conversations.workflow.WorkflowWalk.Way;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** One way through a workflow: to a node, and on past those where nobody has to speak, doing what is done in passing. */
final class Walking {
    private static final int MOST_STEPS = 50;

    /**
     * Where it led.
     *
     * @param said by the nodes that were passed
     */
    record Arrival(String id, Node node, String said, Set<String> visited) {
        boolean somebodySpeaks() {
            return switch (node) {
                case Start start -> true;
                case Subagent subagent -> true;
                case Say say -> true;
                case Tools tools -> true;
                case Update update -> true;
                case End end -> false;
                case OtherAgent other -> false;
                case Number number -> false;
            };
        }
    }

    private final Stand stand;
    private final DynamicVariables variables;
    private final String language;
    private final boolean telephone;
    private final StringBuilder said = new StringBuilder();

    /** @param telephone whether the line can be connected elsewhere */
    Walking(Stand stand, DynamicVariables variables, String language, boolean telephone) {
        this.stand = stand;
        this.variables = variables;
        this.language = language;
        this.telephone = telephone;
    }

    /** @throws SuccessionRefused where the graph leads nowhere, or round in circles */
    Arrival from(String first) {
        WorkflowWalk walk = new WorkflowWalk(stand.graph());
        Set<String> visited = new LinkedHashSet<>(stand.visited());
        String id = first;
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            Node node = stand.graph().nodes().get(id);
            if (node == null) {
                throw new SuccessionRefused("The workflow has no node '" + id + "'.");
            }
            visited.add(id);
            pass(node);
            Optional<Way> onward = isEnd(node) ? Optional.empty() : walk.onward(id, variables::json, result(node));
            if (onward.isEmpty()) {
                return arrival(id, node, visited);
            }
            id = onward.get().target();
        }
        throw new SuccessionRefused("The workflow goes round in circles.");
    }

    private Arrival arrival(String id, Node node, Set<String> visited) {
        if (node instanceof Number && !telephone) {
            throw new SuccessionRefused("This conversation is no telephone call that can be connected elsewhere.");
        }
        return new Arrival(id, node, said.toString(), visited);
    }

    private void pass(Node node) {
        if (node instanceof Say say && !say.text().isEmpty()) {
            String words = say.translations().getOrDefault(language, say.text());
            said.append(said.isEmpty() ? "" : " ").append(variables.fill(words));
        }
        if (node instanceof Update update) {
            for (Assignment assignment : update.assignments()) {
                variables.assign(assignment.variable(), assignment.value().value(variables::json));
            }
        }
    }

    /** A line that cannot be connected elsewhere makes a number a failure. */
    private static Optional<Boolean> result(Node node) {
        return node instanceof Number ? Optional.of(false) : Optional.empty();
    }

    private boolean isEnd(Node node) {
        return switch (node) {
            case End end -> true;
            case OtherAgent other -> true;
            case Subagent subagent -> true;
            case Tools tools -> true;
            case Number number -> telephone;
            case Say say -> say.text().isEmpty();
            case Start start -> false;
            case Update update -> false;
        };
    }
}
