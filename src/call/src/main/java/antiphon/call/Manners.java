package antiphon.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a call takes turns, what it says unasked, and how long it bears silence. */
public record Manners(
        Pauses pauses, Interruptions interruptions, Silences silences, Fillers fillers, Patience patience) {

    /** The contract's defaults: normal eagerness, a turn time-out of 7 s, no silence end, 600 s. */
    public static final Manners DEFAULT =
            new Manners(Pauses.DEFAULT, Interruptions.DEFAULT, Silences.DEFAULT, Fillers.NONE, Patience.DEFAULT);

    /**
     * What a pause of the caller means.
     *
     * @param settles silence after which the recognizer is asked for its final words
     * @param endsTurn silence that ends a caller's turn whose words sound complete
     * @param endsUnfinishedTurn silence that ends a turn whose words do not
     * @param endsSpelling silence that ends a turn in which something is being spelt or counted out
     * @param speculates whether the agent begins to think as soon as words are settled, and forgets it if the caller goes on
     */
    public record Pauses(
            Duration settles,
            Duration endsTurn,
            Duration endsUnfinishedTurn,
            Duration endsSpelling,
            boolean speculates) {
        public static final Pauses DEFAULT = new Pauses(
                Duration.ofMillis(240),
                Duration.ofMillis(480),
                Duration.ofMillis(1200),
                Duration.ofMillis(1200),
                false);
    }

    /**
     * When a caller who speaks over the agent is let in.
     *
     * @param voice how long the caller must speak; empty means the agent is heard out
     * @param firstMessage whether the first message may be interrupted as well
     * @param ignored words that are no wish to speak, in lower case and without punctuation
     * @param heardAnyway whether what is said over an agent that must be heard out counts afterwards
     */
    public record Interruptions(
            Optional<Duration> voice, boolean firstMessage, Set<String> ignored, boolean heardAnyway) {
        /** The form in which words are compared: in lower case, separated by single spaces, without punctuation. */
        public static String plain(String words) {
            return CutIn.plain(words);
        }

        public static final Interruptions DEFAULT =
                new Interruptions(Optional.of(Duration.ofMillis(300)), true, Set.of(), false);
    }

    /**
     * What silence of the caller means.
     *
     * @param beforeFirstWord silence after which the agent speaks, while nobody has said anything yet; empty means as later
     * @param callerMayThink silence after which the agent speaks again; empty means never
     * @param endsCall silence after which the call ends; empty means never
     * @param longestCall after which the call ends whatever happens
     * @param farewell said when the longest call is over; empty means nothing
     */
    public record Silences(
            Optional<Duration> beforeFirstWord,
            Optional<Duration> callerMayThink,
            Optional<Duration> endsCall,
            Duration longestCall,
            String farewell) {
        public static final Silences DEFAULT = new Silences(
                Optional.empty(), Optional.of(Duration.ofSeconds(7)), Optional.empty(), Duration.ofSeconds(600), "");
    }

    /**
     * What the agent says while it has nothing to say yet.
     *
     * @param after silence of the agent in its turn; empty means it says nothing
     * @param messages one after the other as it takes longer; at least one
     * @param most in one turn
     * @param shuffled whether they come in another order each turn
     * @param thought instructions for the model to think of something better; empty means the messages as they are
     * @param onlyAnswering whether none is said before the caller has said something
     */
    public record Fillers(
            Optional<Duration> after,
            List<String> messages,
            int most,
            boolean shuffled,
            Optional<String> thought,
            boolean onlyAnswering) {
        public static final Fillers NONE =
                new Fillers(Optional.empty(), List.of(""), 1, false, Optional.empty(), false);
    }

    /**
     * How long providers are waited for.
     *
     * @param modelBegins until a model's first word, while another model could answer instead
     * @param modelBeginsAtLast the same when there is no other
     * @param soundComes until a synthesizer's first sound, and from each to the next
     * @param apology said, in the agent's language, when nobody is left who can answer; empty means nothing
     */
    public record Patience(Duration modelBegins, Duration modelBeginsAtLast, Duration soundComes, String apology) {
        public static final Patience DEFAULT = new Patience(
                Duration.ofSeconds(4),
                Duration.ofSeconds(40),
                Duration.ofSeconds(10),
                "I am sorry, something went wrong. Please call again later.");
    }
}
