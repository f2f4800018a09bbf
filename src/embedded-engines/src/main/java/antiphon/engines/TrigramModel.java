package antiphon.engines;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts which words follow which, and tells what it learned as a back-off trigram. The smoothing is that of Witten
 * and Bell (1991), interpolated: what was never seen gets the share of what was seen for the first time.
 */
final class TrigramModel {
    static final String START = "<s>";
    static final String END = "</s>";

    private final Map<List<String>, Map<String, Double>> followers = new HashMap<>();
    private final Set<String> words = new TreeSet<>();

    /** @param weight how many times the sentence shall count as said; may be a fraction */
    void learn(List<String> sentence, double weight) {
        if (sentence.isEmpty()) {
            return;
        }
        words.addAll(sentence);
        List<String> padded = new ArrayList<>(sentence.size() + 2);
        padded.add(START);
        padded.addAll(sentence);
        padded.add(END);
        for (int i = 1; i < padded.size(); i++) {
            for (int order = 0; order <= Math.min(2, i); order++) {
                followers
                        .computeIfAbsent(List.copyOf(padded.subList(i - order, i)), context -> new TreeMap<>())
                        .merge(padded.get(i), weight, Double::sum);
            }
        }
    }

    Set<String> words() {
        return words;
    }

    /** The likelihood of a word after up to two others. */
    double likelihood(List<String> context, String word) {
        Map<String, Double> seen = followers.getOrDefault(context, Map.of());
        double less =
                context.isEmpty() ? 1.0 / (words.size() + 1) : likelihood(context.subList(1, context.size()), word);
        if (seen.isEmpty()) {
            return less;
        }
        double total = total(seen.values());
        return (seen.getOrDefault(word, 0.0) + seen.size() * less) / (total + seen.size());
    }

    private double backOff(List<String> context) {
        Map<String, Double> seen = followers.getOrDefault(context, Map.of());
        return seen.isEmpty() ? 1 : seen.size() / (total(seen.values()) + seen.size());
    }

    private static double total(Collection<Double> counts) {
        double total = 0;
        for (double count : counts) {
            total += count;
        }
        return total;
    }

    /** Tells every sequence of one to three words that was ever seen, each after all shorter ones. */
    void forEach(Reader reader) {
        reader.read(List.of(START), 0, backOff(List.of(START)));
        reader.read(List.of(END), likelihood(List.of(), END), 1);
        words.forEach(word -> reader.read(List.of(word), likelihood(List.of(), word), backOff(List.of(word))));
        for (int length = 1; length <= 2; length++) {
            int contextLength = length;
            followers.forEach((context, next) -> {
                if (context.size() == contextLength) {
                    next.keySet().forEach(word -> read(context, word, reader));
                }
            });
        }
    }

    private void read(List<String> context, String word, Reader reader) {
        List<String> sequence = new ArrayList<>(context);
        sequence.add(word);
        reader.read(sequence, likelihood(context, word), sequence.size() < 3 ? backOff(sequence) : 1);
    }

    /** Reads the model, one sequence at a time. */
    interface Reader {
        /**
         * @param likelihood of the last word after the others
         * @param backOff what the likelihood of a word never seen after this sequence, judged without the sequence's
         *     first word, is multiplied by
         */
        void read(List<String> sequence, double likelihood, double backOff);
    }
}
