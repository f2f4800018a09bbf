package antiphon.engines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A back-off trigram made for being asked tens of thousands of times a second: words are small numbers, and a sequence of
 * up to three is one long. Immutable.
 */
final class TrigramTable {
    static final int UNKNOWN = 0;
    /** How much of a single word's likelihood comes from its count; the rest is the same for all words. */
    private static final double UNIGRAM_WEIGHT = 0.7;

    private static final int BITS_OF_A_WORD = 20;
    private static final double SMALLEST = 1e-30;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final long[] sequences;
    private final float[] likelihoods;
    private final float[] backOffs;
    private final int mask;

    TrigramTable(TrigramModel model) {
        List<Entry> entries = new ArrayList<>();
        double uniform = 1.0 / (model.words().size() + 1);
        model.forEach((sequence, likelihood, backOff) -> {
            boolean single = sequence.size() == 1;
            double smooth = single && likelihood > 0
                    ? UNIGRAM_WEIGHT * likelihood + (1 - UNIGRAM_WEIGHT) * uniform
                    : likelihood;
            entries.add(
                    new Entry(key(sequence), (float) Math.log(Math.max(smooth, SMALLEST)), (float) Math.log(backOff)));
        });
        int size = Integer.highestOneBit(entries.size()) * 4;
        mask = size - 1;
        sequences = new long[size];
        likelihoods = new float[size];
        backOffs = new float[size];
        for (Entry entry : entries) {
            int slot = slot(entry.sequence);
            sequences[slot] = entry.sequence;
            likelihoods[slot] = entry.likelihood;
            backOffs[slot] = entry.backOff;
        }
    }

    private record Entry(long sequence, float likelihood, float backOff) {}

    /** The number by which the other methods know a word, 1 or more; {@value #UNKNOWN} when it is not in the model. */
    int number(String word) {
        return numbers.getOrDefault(word, UNKNOWN);
    }

    Iterable<String> words() {
        return numbers.keySet();
    }

    /** The natural logarithm of the likelihood of the last of up to three words after the others; 0 means no word. */
    float likelihood(int first, int second, int last) {
        float backedOff = 0;
        if (first != 0) {
            int slot = slot(key(first, second, last));
            if (sequences[slot] != 0) {
                return likelihoods[slot];
            }
            backedOff = backOff(key(0, first, second));
        }
        if (second != 0) {
            int slot = slot(key(0, second, last));
            if (sequences[slot] != 0) {
                return backedOff + likelihoods[slot];
            }
            backedOff += backOff(key(0, 0, second));
        }
        return backedOff + likelihoods[slot(key(0, 0, last))];
    }

    private float backOff(long sequence) {
        int slot = slot(sequence);
        return sequences[slot] == 0 ? 0 : backOffs[slot];
    }

    private int slot(long sequence) {
        int slot = (int) ((sequence * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (sequences[slot] != 0 && sequences[slot] != sequence) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private long key(List<String> sequence) {
        int[] words = new int[3];
        Arrays.fill(words, 0);
        for (int i = 0; i < sequence.size(); i++) {
            words[3 - sequence.size() + i] = numbers.computeIfAbsent(sequence.get(i), word -> numbers.size() + 1);
        }
        return key(words[0], words[1], words[2]);
    }

    private static long key(int first, int second, int last) {
        return ((long) first << 2 * BITS_OF_A_WORD) | ((long) second << BITS_OF_A_WORD) | last;
    }
}
