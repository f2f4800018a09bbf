package antiphon.conversations.workflow;

import antiphon.agents.config.WorkflowConfig;
import antiphon.agents.config.WorkflowConfig.Always;
import antiphon.agents.config.WorkflowConfig.Condition;
import antiphon.agents.config.WorkflowConfig.Edge;
import antiphon.agents.config.WorkflowConfig.Holds;
import antiphon.agents.config.WorkflowConfig.JudgedByModel;
import antiphon.agents.config.WorkflowConfig.Node;
import antiphon.agents.config.WorkflowConfig.Say;
import antiphon.agents.config.WorkflowConfig.Subagent;
import antiphon.agents.config.WorkflowConfig.ToolSucceeded;
import antiphon.agents.config.WorkflowConfig.Tools;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which ways lead on from a node of a graph.
 *
 * <p>Some are taken as soon as they are open: those of an expression that holds, those of a tool's success or failure, and
 * unconditional ones from where nobody speaks. Of the others the model decides, who is told of each in a sentence.
 */
public record WorkflowWalk(WorkflowConfig graph) {
    /** A way that is taken. */
    public record Way(String edgeId, String target) {}

    /**
     * A way that is open to the model.
     *
     * @param tool by whose name it is taken
     * @param condition when
     */
    public record Choice(String tool, String condition, String edgeId, String target) {}

    private record Exit(String edgeId, String target, Condition condition) {}

    /**
     * The first way that is taken without asking anybody.
     *
     * @param toolSucceeded how the tool ended that was just used here; empty where none was
     */
    public Optional<Way> onward(String node, Function<String, JsonValue> variables, Optional<Boolean> toolSucceeded) {
        return exits(node).stream()
                .filter(exit -> switch (exit.condition()) {
                    case Always always -> !isStay(node, toolSucceeded);
                    case Holds(var expression) -> expression.holds(variables);
                    case ToolSucceeded(boolean successful) -> toolSucceeded.equals(Optional.of(successful));
                    case JudgedByModel judged -> false;
                })
                .findFirst()
                .map(exit -> new Way(exit.edgeId(), exit.target()));
    }

    /**
     * The ways of which the model decides.
     *
     * @param visited nodes where this conversation has been
     */
    public List<Choice> choices(String node, Set<String> visited) {
        List<Choice> choices = new ArrayList<>();
        for (Exit exit : exits(node)) {
            boolean again = graph.preventsLoops() && visited.contains(exit.target());
            if (!again) {
                condition(node, exit)
                        .ifPresent(condition -> choices.add(new Choice(
                                "notify_condition_" + (choices.size() + 1) + "_met",
                                condition,
                                exit.edgeId(),
                                exit.target())));
            }
        }
        return choices;
    }

    private Optional<String> condition(String node, Exit exit) {
        return switch (exit.condition()) {
            case JudgedByModel(String label, String question) -> Optional.of(question.isBlank() ? label : question);
            case Always always
            when isSpeaker(node) ->
                Optional.of("What you are here for is done, and the conversation can go on elsewhere.");
            case Always always -> Optional.empty();
            case Holds holds -> Optional.empty();
            case ToolSucceeded result -> Optional.empty();
        };
    }

    /** Where somebody speaks, or a tool is still to be used, the walk waits. */
    private boolean isStay(String node, Optional<Boolean> toolSucceeded) {
        return isSpeaker(node) || (graph.nodes().get(node) instanceof Tools && toolSucceeded.isEmpty());
    }

    private boolean isSpeaker(String node) {
        Node here = graph.nodes().get(node);
        return here instanceof Subagent
                || (here instanceof Say say && say.text().isEmpty());
    }

    private List<Exit> exits(String node) {
        Node here = graph.nodes().get(node);
        List<String> order = here == null ? List.of() : here.edgeOrder();
        List<Exit> exits = new ArrayList<>();
        graph.edges().forEach((id, edge) -> {
            forward(node, edge).ifPresent(condition -> exits.add(new Exit(id, edge.target(), condition)));
            backward(node, edge).ifPresent(condition -> exits.add(new Exit(id, edge.source(), condition)));
        });
        exits.sort(Comparator.comparingInt(exit -> {
            int place = order.indexOf(exit.edgeId());
            return place < 0 ? Integer.MAX_VALUE : place;
        }));
        return exits;
    }

    private static Optional<Condition> forward(String node, Edge edge) {
        return edge.source().equals(node) ? edge.forward() : Optional.empty();
    }

    private static Optional<Condition> backward(String node, Edge edge) {
        return edge.target().equals(node) ? edge.backward() : Optional.empty();
    }
}
