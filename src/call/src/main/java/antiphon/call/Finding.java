package antiphon.call;

import java.time.Duration;

/** What a call was answered when it asked somebody outside: all that its course depends on, besides events and the time. */
sealed interface Finding {
    /** @param likelihood 0 to 1, that a frame holds a voice */
    record Voiced(double likelihood) implements Finding {}

    /** How long ago a voice really began, or fell silent. */
    record Lagged(Duration time) implements Finding {}

    /** @param likelihood 0 to 1, that a turn is over */
    record TurnOver(double likelihood) implements Finding {}

    /** @param sound that the caller has not heard yet */
    record Unheard(Duration sound) implements Finding {}

    /** @param room whether a recognizer had room for this call */
    record EarOpened(boolean room) implements Finding {}
}
