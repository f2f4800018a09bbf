package antiphon.conversations.topics.discovery;

import antiphon.language.Embedder;
import java.util.List;

/**
 * Titles and summaries that have nothing in common but that they are such: some as models write them, some as the rules that
 * stand in for a model do. They tell what an embedder makes of any two conversations. None of them is ever shown.
 */
final class Examples {
    private static final List<String> TEXTS = List.of(
            "Weather in the mountains\nThe caller asked about the weather in the mountains, and the agent told it.",
            "Can I bring my dog along\nThe caller spoke 3 times, the agent 4 times."
                    + " The caller began: Can I bring my dog along?",
            "Forgotten password\nThe user had forgotten a password. The agent sent a new one.",
            "I would like to book a\nThe caller spoke 5 times, the agent 6 times."
                    + " The caller began: I would like to book a table for four.",
            "Doctor's appointment moved\nThe caller moved an appointment with the doctor to Tuesday.",
            "My printer does not print any\nThe caller spoke 2 times, the agent 3 times."
                    + " The caller began: My printer does not print any more",
            "Noise of the neighbours\nThe caller complained about noise. The agent noted the address.",
            "How do I apply for a\nThe caller spoke 4 times, the agent 5 times."
                    + " The caller began: How do I apply for a passport?",
            "Flight changed\nThe user changed a flight because of an illness, and the agent confirmed it.",
            "There is a power cut in\nThe caller spoke 1 times, the agent 2 times."
                    + " The caller began: There is a power cut in our street",
            "Insurance after an accident\nThe caller reported an accident. The agent explained what the insurance pays.",
            "Music lessons for my child please\nThe caller spoke 6 times, the agent 7 times."
                    + " The caller began: Music lessons for my child please");

    private Examples() {}

    /** The middle of their vectors. Blocks while computing. */
    static double[] middle(Embedder embedder) {
        List<float[]> vectors = embedder.embed(TEXTS);
        double[] middle = new double[vectors.getFirst().length];
        vectors.forEach(vector -> Geometry.add(middle, Geometry.doubles(vector), 1.0 / vectors.size()));
        return middle;
    }
}
