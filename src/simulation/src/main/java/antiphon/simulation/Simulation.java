package antiphon.simulation;

import antiphon.api.Json;
import antiphon.conversations.TextCall;
import antiphon.simulation.judging.Judge;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A conversation that was asked to be simulated, ready to begin. Begun once, by one thread; to be closed by any. */
final class Simulation implements AutoCloseable {
    /** What the user may say at most, whatever limit was asked for: neither of two models may ever come to an end. */
    static final int MOST_USER_TURNS = 100;

    private final TextCall call;
    private final SimulatedUser user;
    private final List<JsonObject> before;
    private final History history;
    private final int newTurns;
    private final List<Criterion> criteria;
    private final Judge judge;
    private final Consumer<Simulation> whenClosed;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param before what was said before, in the contract's shape
     * @param whenClosed what is to be done when it is over
     */
    Simulation(
            TextCall call,
            Cast cast,
            List<JsonObject> before,
            int newTurns,
            List<Criterion> criteria,
            Consumer<Simulation> whenClosed) {
        this.call = call;
        this.user = cast.user();
        this.judge = cast.judge();
        this.before = List.copyOf(before);
        this.history = History.read(before);
        this.newTurns = newTurns;
        this.criteria = List.copyOf(criteria);
        this.whenClosed = whenClosed;
    }

    /** Who takes part besides the agent. */
    record Cast(SimulatedUser user, Judge judge) {}

    /**
     * Lets it take its course.
     *
     * @param listener is told the entries of the transcript as they come, those that were there before first
     * @return the contract's AgentSimulatedChatTestResponseModel
     * @throws IllegalStateException if it was begun before, or given up
     */
    JsonObject run(Consumer<List<JsonObject>> listener) throws InterruptedException {
        if (!begun.compareAndSet(false, true)) {
            throw new IllegalStateException("a simulation begins once, and soon after it was asked for");
        }
        List<JsonObject> whole = new ArrayList<>();
        Consumer<List<JsonObject>> kept = entries -> {
            whole.addAll(entries);
            listener.accept(entries);
        };
        List<JsonObject> answered = history.pending().isPresent() ? before.subList(0, before.size() - 1) : before;
        if (!answered.isEmpty()) {
            kept.accept(answered);
        }
        new SimulatedConversation(call, user, answered, kept, () -> false)
                .run(history.pending(), MOST_USER_TURNS, newTurns);
        JsonArrayBuilder conversation = Json.createArrayBuilder();
        whole.forEach(conversation::add);
        return Json.createObjectBuilder()
                .add("simulated_conversation", conversation)
                .add("analysis", Analysis.of(whole, criteria, judge))
                .build();
    }

    /** Closes it, unless somebody has begun it. */
    void giveUp() {
        if (begun.compareAndSet(false, true)) {
            close();
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            call.close();
            whenClosed.accept(this);
        }
    }
}
