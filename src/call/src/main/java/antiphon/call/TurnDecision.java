package antiphon.call;

/** What {@link TurnTaking} wants done. */
sealed interface TurnDecision {
    record KeepListening() implements TurnDecision {}

    /** The caller has paused: the recognizer shall say what it is sure of. */
    record Settle() implements TurnDecision {}

    record Interrupt() implements TurnDecision {}

    record Answer(String words) implements TurnDecision {}

    /** The caller has been silent for long: the agent speaks again. */
    record Nudge() implements TurnDecision {}

    record HangUp(CallEnd end) implements TurnDecision {}
}
