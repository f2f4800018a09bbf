package antiphon.simulation;

import antiphon.conversations.TextCall;
import antiphon.simulation.minds.Thinker.Thoughtless;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A conversation of an agent with a simulated user, from where it stands to its end. Used once, by one thread. */
final class SimulatedConversation {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TextCall call;
    private final SimulatedUser user;
    private final List<JsonObject> before;
    private final Consumer<List<JsonObject>> listener;
    private final BooleanSupplier stopped;
    private int told;

    /**
     * @param before what was said before this call
     * @param listener is told the new entries of the transcript, when they are complete
     * @param stopped whether nobody wants it to go on
     */
    SimulatedConversation(
            TextCall call,
            SimulatedUser user,
            List<JsonObject> before,
            Consumer<List<JsonObject>> listener,
            BooleanSupplier stopped) {
        this.call = call;
        this.user = user;
        this.before = List.copyOf(before);
        this.listener = listener;
        this.stopped = stopped;
    }

    /** How a conversation ended that did not end by itself. */
    record Broken(String why) {}

    /**
     * Lets both talk until one of them ends it, or there are enough new entries.
     *
     * @param pending what the user has said already and the agent has to answer first
     * @param userTurns how often the user may speak, at most
     * @param newTurns how many entries may be new, at most
     * @return why it could not go on, if it broke
     */
    Optional<Broken> run(Optional<String> pending, int userTurns, int newTurns) throws InterruptedException {
        if (pending.isPresent()) {
            call.say(pending.get());
        }
        int spoken = pending.isPresent() ? 1 : 0;
        while (true) {
            if (!call.await(PATIENCE)) {
                return Optional.of(new Broken("The agent did not answer in time."));
            }
            tell();
            if (call.end().isPresent() || spoken >= userTurns || told >= newTurns || stopped.getAsBoolean()) {
                return broken();
            }
            Optional<String> words;
            try {
                words = user.next(whole());
            } catch (Thoughtless silent) {
                return Optional.of(new Broken("The simulated user could not go on: " + silent.why()));
            }
            if (words.isEmpty()) {
                return broken();
            }
            call.say(words.get());
            spoken++;
        }
    }

    private Optional<Broken> broken() {
        return call.end()
                .filter(end -> end.failed())
                .map(end -> new Broken(call.failure()
                        .map(why -> end.reason() + " (" + why + ")")
                        .orElse(end.reason())));
    }

    private List<JsonObject> whole() {
        List<JsonObject> whole = new ArrayList<>(before);
        whole.addAll(call.transcript());
        return whole;
    }

    private void tell() {
        List<JsonObject> now = call.transcript();
        if (now.size() > told) {
            listener.accept(List.copyOf(now.subList(told, now.size())));
            told = now.size();
        }
    }
}
