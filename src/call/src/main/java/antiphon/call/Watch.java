package antiphon.call;

/**
 * One thing that a call is guarded against.
 *
 * @param key by which its {@link GuardrailJudge} knows it; unlike any other of the same plan
 * @param holds whether the agent's answer is not heard before it was judged; of no meaning for the caller's words
 * @param wholeOnly whether an answer is judged only once all of it is known, and not while it grows
 */
public record Watch(String key, Subject subject, boolean holds, boolean wholeOnly, Consequence consequence) {
    /** Whose words are judged. */
    public enum Subject {
        CALLER,
        AGENT
    }

    /** What follows when it was found. */
    public sealed interface Consequence {
        /** The call ends. */
        record EndCall() implements Consequence {}

        /**
         * The answer is thrown away, and the agent answers again.
         *
         * @param feedback what the model reads for this; {@code {{trigger_reason}}} stands for what was found
         */
        record Retry(String feedback) implements Consequence {}
    }
}
