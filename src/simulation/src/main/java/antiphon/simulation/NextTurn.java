package antiphon.simulation;

import antiphon.conversations.TextCall;
import antiphon.simulation.Trials.Order;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** What the agent says and does next after the history of a test: its answer, or its first message where there is none. */
record NextTurn(Order order) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What a model reads for a user who says nothing. */
    private static final String SILENCE = "...";

    /** The agent's entries of the transcript. Closes the call. */
    List<JsonObject> of(TextCall call) throws InterruptedException {
        try (call) {
            History history = History.read(order.history());
            call.await(PATIENCE);
            if (!history.isEmpty() || call.transcript().isEmpty()) {
                call.say(history.pending().orElse(SILENCE));
                call.await(PATIENCE);
            }
            return call.transcript().stream()
                    .filter(entry -> entry.getString("role").equals("agent"))
                    .toList();
        }
    }
}
