package antiphon.call;

import java.util.Optional;

/** What {@link TurnTaking} wants done. */
sealed interface TurnDecision {
    record KeepListening() implements TurnDecision {}

    /** The caller has paused: the recognizer shall say what it is sure of. */
    record Settle() implements TurnDecision {}

    record Interrupt() implements TurnDecision {}

    record Answer(String words) implements TurnDecision {}

    /** The caller has been silent for long: the agent speaks again. */
    record Nudge() implements TurnDecision {}

    /** Another plan holds from here on, and its mind speaks. */
    record Become(CallPlan plan, Optional<String> message) implements TurnDecision {}

    record Transfer(String destination) implements TurnDecision {}

    record HangUp(CallEnd end) implements TurnDecision {}
}
