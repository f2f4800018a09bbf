package antiphon.simulation.travel;

import antiphon.call.CallEnd;
import antiphon.conversations.TextCall;
import antiphon.conversations.TextCalls;
import antiphon.conversations.TextCalls.Scene;
import antiphon.conversations.TextCalls.Subject;
import antiphon.language.Message;
import antiphon.simulation.Evidence;
import antiphon.simulation.History;
import antiphon.simulation.travel.Outcome.Replayed;
import antiphon.simulation.travel.Outcome.Spent;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One conversation, put turn by turn to a version of an agent: each turn of the caller in a call of its own, with what was
 * recorded before it. Used once, by one thread, which blocks while models think.
 */
final class Replay {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RecordedCall recorded;
    private final Subject agent;
    private final TextCalls calls;
    private final List<ReplayedTurn> turns = new ArrayList<>();
    private Optional<String> cutShort = Optional.empty();

    Replay(RecordedCall recorded, Subject agent, TextCalls calls) {
        this.recorded = recorded;
        this.agent = agent;
        this.calls = calls;
    }

    /** The agent had no answer to a turn. */
    static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unanswered(int turn, String why) {
            super("At turn " + turn + " of the caller: " + why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /** What the agent said, and whether that was the end of it. */
    private record Answered(List<JsonObject> entries, boolean over) {}

    /**
     * Puts one turn after the other.
     *
     * @return whether nobody stopped it
     * @throws antiphon.conversations.OpeningRefused when the agent has to know what the caller's client did not say
     * @throws antiphon.api.Refusal when nobody can think for this agent
     * @throws Unanswered when somebody could, and did not
     */
    boolean run(BooleanSupplier goesOn) throws InterruptedException {
        if (recorded.passedOn()) {
            cutShort = Optional.of("passed_on");
        }
        for (Exchange exchange : recorded.exchanges()) {
            if (!goesOn.getAsBoolean()) {
                return false;
            }
            RecordedTools tools = new RecordedTools(recorded, exchange);
            Answered answered = answered(exchange, tools);
            ReplayedTurn turn = new ReplayedTurn(exchange, answered.entries(), tools.unknown());
            if (!turn.isEmpty()) {
                turns.add(turn);
            }
            if (answered.over() && exchange != recorded.exchanges().getLast()) {
                cutShort = Optional.of("ended_earlier");
                return true;
            }
        }
        return true;
    }

    private Answered answered(Exchange exchange, RecordedTools tools) throws InterruptedException {
        boolean opening = exchange.number() == 0;
        Scene scene = new Scene(
                opening ? Optional.empty() : recorded.nodeBefore(exchange).filter(this::hasNode),
                recorded.variablesBefore(exchange),
                Optional.of(recorded.conversation().environment()).filter(name -> !name.isEmpty()),
                opening ? Optional.empty() : Optional.of(heard(recorded.before(exchange))),
                tools);
        try (TextCall call = calls.open(agent, scene)) {
            boolean inTime = call.await(PATIENCE);
            if (inTime && !opening) {
                call.say(Entries.words(exchange.caller()));
                inTime = call.await(PATIENCE);
            }
            if (!inTime) {
                throw new Unanswered(exchange.number(), "the agent did not answer in time.");
            }
            Optional<CallEnd> end = call.end();
            if (end.filter(CallEnd::failed).isPresent()) {
                throw new Unanswered(
                        exchange.number(), call.failure().orElse(end.get().reason()));
            }
            return new Answered(
                    call.transcript().stream()
                            .filter(entry -> entry.getString("role").equals("agent"))
                            .toList(),
                    end.isPresent());
        }
    }

    /** All that was said before, also what nobody answered. */
    private static List<Message> heard(List<JsonObject> entries) {
        History history = History.read(entries);
        List<Message> heard = new ArrayList<>(history.earlier());
        history.pending().ifPresent(words -> heard.add(new Message.UserSaid(words)));
        return heard;
    }

    /** Another version may have another workflow: where it has no such node, a turn begins at its start. */
    private boolean hasNode(String nodeId) {
        return Entries.object(Entries.object(agent.document(), "workflow"), "nodes")
                .containsKey(nodeId);
    }

    String recordedEvidence() {
        return Evidence.of(recorded.entries());
    }

    /** What the caller said, and the new answers to it. */
    String replayedEvidence() {
        List<JsonObject> entries = new ArrayList<>();
        turns.forEach(turn -> {
            entries.addAll(turn.recorded().caller());
            entries.addAll(turn.answer());
        });
        return Evidence.of(entries);
    }

    Cost recordedCost() {
        return recorded.cost();
    }

    Cost replayedCost() {
        return turns.stream().map(turn -> Entries.cost(turn.answer())).reduce(Cost.NONE, Cost::plus);
    }

    Outcome outcome(List<PairedVerdict> verdicts, Cost judging) {
        return new Replayed(turns, verdicts, new Spent(recordedCost(), replayedCost(), judging), cutShort);
    }
}
