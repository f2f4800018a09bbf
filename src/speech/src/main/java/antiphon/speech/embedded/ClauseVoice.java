package antiphon.speech.embedded;

import java.util.function.Predicate;

/** Something that makes sound of one clause at a time, on the calling thread. Any number of threads may come at once. */
interface ClauseVoice {
    int sampleRateHz();

    /** The text as it is said: words and punctuation only; empty when there is nothing to say. */
    String aloud(String written);

    /**
     * @param speed 0.7 to 1.2, 1 being natural
     * @param listener is given samples as they are made, and answers whether to go on
     * @throws RuntimeException when the voice cannot speak this
     */
    void speak(Clause clause, double speed, Predicate<short[]> listener);
}
