package antiphon.conversations.tools;

import antiphon.api.Json;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Then;
import antiphon.conversations.workflow.WorkflowWalk.Way;
import antiphon.language.ToolUse;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Takes the steps of a workflow to which the uses of tools lead. */
record WorkflowSteps(Successors successors, ToolSurroundings around) {
    private static final Logger LOG = System.getLogger(WorkflowSteps.class.getName());
    private static final String TYPE = "workflow";

    /** A tool has answered: perhaps that opens a way. */
    void follow(ToolUse use, Answer given, Consumer<Answer> answer) {
        Optional<Way> way = given.then() instanceof Then.GoOn ? successors.onward(!given.error()) : Optional.empty();
        if (way.isEmpty()) {
            answer.accept(given);
        } else {
            take(use, way.get(), given, answer);
        }
    }

    /** Goes there, and answers with what follows from it. */
    void take(ToolUse use, Way way, Answer given, Consumer<Answer> answer) {
        try {
            around.threads().blocking().execute(() -> answer.accept(taken(use, way, given)));
        } catch (RejectedExecutionException stopping) {
            answer.accept(given);
        }
    }

    private Answer taken(ToolUse use, Way way, Answer given) {
        Instant begun = around.clock().instant();
        try {
            Successor successor = successors.enter(way.target());
            around.ledger().result(use.id(), TYPE, steps(way, successor, begun));
            return new Answer(given.text(), given.error(), successor.then(), successor.say());
        } catch (SuccessionRefused refused) {
            around.ledger().failed(use.id(), TYPE, "workflow_error");
            return Answer.failed(given.text() + " But the workflow cannot go on from here: " + refused.getMessage());
        } catch (RuntimeException unforeseen) {
            LOG.log(Level.ERROR, "A step of a workflow broke; the call goes on", unforeseen);
            return Answer.failed(given.text() + " But the workflow cannot go on from here.");
        }
    }

    /** The contract's WorkflowToolResponseModel. */
    private JsonObject steps(Way way, Successor successor, Instant begun) {
        double seconds = Duration.between(begun, around.clock().instant()).toMillis() / 1000.0;
        String target = successor.nodeId().isEmpty() ? way.target() : successor.nodeId();
        return Json.createObjectBuilder()
                .add(
                        "steps",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("type", "edge")
                                        .add("step_latency_secs", seconds)
                                        .add("edge_id", way.edgeId())
                                        .add("target_node_id", target)))
                .build();
    }
}
