package antiphon.call;

import java.time.Duration;
import java.util.Optional;

/**
 * How a call takes turns.
 *
 * @param pauseSettles silence after which the recognizer is asked for its final words
 * @param pauseEndsTurn silence that ends a caller's turn whose words sound complete
 * @param pauseEndsUnfinishedTurn silence that ends a turn whose words do not
 * @param voiceInterrupts how long a caller must speak over the agent to be let in; empty means the agent is heard out
 * @param firstMessageInterruptible whether that holds for the first message as well
 * @param callerMayThink silence of the caller after which the agent speaks again; empty means never
 * @param silenceEndsCall silence of the caller after which the call ends; empty means never
 * @param longestCall after which the call ends whatever happens
 */
public record Manners(
        Duration pauseSettles,
        Duration pauseEndsTurn,
        Duration pauseEndsUnfinishedTurn,
        Optional<Duration> voiceInterrupts,
        boolean firstMessageInterruptible,
        Optional<Duration> callerMayThink,
        Optional<Duration> silenceEndsCall,
        Duration longestCall) {

    /** The contract's defaults: normal eagerness, a turn time-out of 7 s, no silence end, 600 s. */
    public static final Manners DEFAULT = new Manners(
            Duration.ofMillis(240),
            Duration.ofMillis(480),
            Duration.ofMillis(1200),
            Optional.of(Duration.ofMillis(300)),
            true,
            Optional.of(Duration.ofSeconds(7)),
            Optional.empty(),
            Duration.ofSeconds(600));
}
