package antiphon.call;

import java.util.Optional;

/** What {@link TurnTaking} wants done, and what follows when the agent has been heard out. */
sealed interface TurnDecision {
    record KeepListening() implements TurnDecision {}

    /** The caller has paused: the recognizer shall say what it is sure of. */
    record Settle() implements TurnDecision {}

    /** The caller may be done: the agent may begin to think, but not to speak. */
    record Speculate(String words) implements TurnDecision {}

    /** The caller goes on: what the agent has begun to think is of no use. */
    record Forget() implements TurnDecision {}

    record Interrupt() implements TurnDecision {}

    record Answer(String words) implements TurnDecision {}

    /** The caller has been silent for long: the agent speaks again. */
    record Nudge() implements TurnDecision {}

    /**
     * The answer is thrown away, and the agent answers again.
     *
     * @param feedback what the model reads for this
     */
    record AnswerAgain(String feedback) implements TurnDecision {}

    /** Another plan holds from here on, and its mind speaks. */
    record Become(CallPlan plan, Optional<String> message) implements TurnDecision {}

    record Transfer(String destination) implements TurnDecision {}

    /** @param lastWords said before; empty means nothing */
    record HangUp(CallEnd end, String lastWords) implements TurnDecision {
        HangUp(CallEnd end) {
            this(end, "");
        }
    }
}
