package antiphon.conversations.tools;

import antiphon.agents.config.ToolConduct;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Using;
import antiphon.conversations.workflow.WorkflowWalk.Choice;
import antiphon.conversations.workflow.WorkflowWalk.Way;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import java.util.function.Consumer;

/** The model's word that the condition of a way through the workflow is met. */
final class EdgeTool implements CallTool {
    private static final String PARAMETERS = "{\"type\":\"object\",\"properties\":{\"reason\":{\"type\":\"string\","
            + "\"description\":\"Why, in a few words.\"}},\"required\":[]}";

    private final Choice choice;
    private final WorkflowSteps steps;

    EdgeTool(Choice choice, WorkflowSteps steps) {
        this.choice = choice;
        this.steps = steps;
    }

    @Override
    public ToolDescription description() {
        return new ToolDescription(
                choice.tool(),
                "Use this, without announcing it, as soon as the following is so: " + choice.condition(),
                PARAMETERS);
    }

    /** On the wire, where the contract has no word for steps of a workflow. */
    @Override
    public String type() {
        return SystemCallTool.TYPE;
    }

    @Override
    public ToolConduct conduct() {
        return ToolConduct.PLAIN;
    }

    @Override
    public Using use(int turn, ToolUse use, Consumer<Answer> answer) {
        steps.take(use, new Way(choice.edgeId(), choice.target()), Answer.of("The condition is met."), answer);
        return Using.NONE;
    }
}
