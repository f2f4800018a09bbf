package antiphon.agents.config;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Section {@code workflow} of an agent's document: a graph whose nodes say who speaks or what happens, and whose edges say
 * when to go on.
 *
 * @param preventsLoops whether a node that was visited is not offered again
 */
public record WorkflowConfig(Map<String, Node> nodes, Map<String, Edge> edges, boolean preventsLoops) {

    /** @param document an agent as sent, without the contract's defaults */
    public static WorkflowConfig read(JsonObject document) {
        Section workflow = new Section(document).section("workflow");
        return new WorkflowConfig(
                workflow.members("nodes", (id, node) -> Node.read(section(node))),
                workflow.members("edges", (id, edge) -> Edge.read(section(edge))),
                workflow.flag("prevent_subagent_loops"));
    }

    /** Where every walk begins; empty where there is no graph. */
    public Optional<String> start() {
        return nodes.entrySet().stream()
                .filter(node -> node.getValue() instanceof Start)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Section section(JsonValue value) {
        return new Section(value instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT);
    }

    /** A place in the graph. */
    public sealed interface Node {
        /** Ids of the edges that lead from here, in the order in which they are tried; others come after. */
        List<String> edgeOrder();

        private static Node read(Section section) {
            List<String> order = section.texts("edge_order");
            return switch (section.text("type")) {
                case "start" -> new Start(order);
                case "override_agent" -> new Subagent(order, Changes.read(section), section.text("entry_behavior"));
                case "say" -> Say.read(order, section);
                case "standalone_agent" -> new OtherAgent(order, AgentTransfer.read(section));
                case "tool" -> new Tools(order, section.sections("tools", tool -> tool.text("tool_id")));
                case "phone_number" -> new Number(order, NumberTransfer.read(section));
                case "update_state" -> new Update(order, section.sections("updates", Assignment::read));
                default -> new End(order);
            };
        }
    }

    public record Start(List<String> edgeOrder) implements Node {}

    public record End(List<String> edgeOrder) implements Node {}

    /**
     * The agent itself, with some things different.
     *
     * @param entry {@code generate_immediately}, {@code wait_for_user} or {@code auto}
     */
    public record Subagent(List<String> edgeOrder, Changes changes, String entry) implements Node {}

    /**
     * Says one thing.
     *
     * @param text to be said as it is; empty where the model finds the words
     * @param prompt what the words shall be about
     */
    public record Say(
            List<String> edgeOrder, Changes changes, String text, String prompt, Map<String, String> translations)
            implements Node {
        private static Say read(List<String> order, Section section) {
            Section message = section.section("message");
            return new Say(
                    order,
                    Changes.read(section),
                    message.text("text"),
                    message.text("prompt"),
                    message.members(
                            "text_translations",
                            (language, translated) -> section(translated).text("text")));
        }
    }

    public record OtherAgent(List<String> edgeOrder, AgentTransfer transfer) implements Node {}

    /** The model has to use these tools, which are kept apart from the agent. */
    public record Tools(List<String> edgeOrder, List<String> toolIds) implements Node {}

    public record Number(List<String> edgeOrder, NumberTransfer transfer) implements Node {}

    public record Update(List<String> edgeOrder, List<Assignment> assignments) implements Node {}

    /** A dynamic variable takes the value of an expression. */
    public record Assignment(String variable, Expression value) {
        private static Assignment read(Section section) {
            return new Assignment(
                    section.text("variable_name"),
                    Expression.read(section.section("expression").json()));
        }
    }

    /**
     * What is different from the agent itself.
     *
     * @param settings in the shape of {@code conversation_config}; nulls mean "as it is"
     */
    public record Changes(JsonObject settings, String additionalPrompt, List<String> additionalToolIds) {
        private static Changes read(Section section) {
            return new Changes(
                    section.section("conversation_config").json(),
                    section.text("additional_prompt"),
                    section.texts("additional_tool_ids"));
        }
    }

    /** A way from one node to another, and perhaps back. */
    public record Edge(String source, String target, Optional<Condition> forward, Optional<Condition> backward) {
        private static Edge read(Section section) {
            return new Edge(
                    section.text("source"),
                    section.text("target"),
                    section.optionalSection("forward_condition").map(Condition::read),
                    section.optionalSection("backward_condition").map(Condition::read));
        }
    }

    /** When a way is taken. */
    public sealed interface Condition {
        private static Condition read(Section section) {
            return switch (section.text("type")) {
                case "llm" -> new JudgedByModel(section.text("label"), section.text("condition"));
                case "result" -> new ToolSucceeded(section.flag("successful"));
                case "expression" ->
                    new Holds(Expression.read(section.section("expression").json()));
                default -> new Always(section.text("label"));
            };
        }
    }

    public record Always(String label) implements Condition {}

    public record JudgedByModel(String label, String question) implements Condition {}

    /** @param successful or else failed */
    public record ToolSucceeded(boolean successful) implements Condition {}

    public record Holds(Expression expression) implements Condition {}
}
