package antiphon.speech.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a text that is spoken in one go, so that its sound is there before the rest is made.
 *
 * @param words with punctuation at the end
 * @param pauseMillis the silence that belongs after it
 */
record Clause(String words, int pauseMillis) {
    private static final int FEWEST_WORDS = 4;
    private static final int FEWEST_WORDS_AFTER = 3;
    private static final int MOST_WORDS = 40;
    private static final int SENTENCE_PAUSE_MILLIS = 300;
    private static final int CLAUSE_PAUSE_MILLIS = 150;
    private static final int NO_PAUSE_MILLIS = 25;

    /**
     * Cuts after each sentence, and within one after a comma, semicolon or colon that has a few words before it and
     * after it: shorter parts and the items of a list would sound chopped.
     *
     * @param aloud words, single spaces and punctuation
     */
    static List<Clause> cut(String aloud) {
        List<Clause> clauses = new ArrayList<>();
        List<String> begun = new ArrayList<>();
        String[] words = aloud.isBlank() ? new String[0] : aloud.strip().split(" ");
        for (int i = 0; i < words.length; i++) {
            begun.add(words[i]);
            if (i == words.length - 1 || endsAfter(words, i, begun.size())) {
                clauses.add(of(String.join(" ", begun)));
                begun.clear();
            }
        }
        return clauses;
    }

    private static boolean endsAfter(String[] words, int i, int length) {
        char last = words[i].charAt(words[i].length() - 1);
        boolean sentence = ".!?".indexOf(last) >= 0;
        boolean clause = ",;:".indexOf(last) >= 0
                && length >= FEWEST_WORDS
                && wordsToNextMark(words, i + 1) >= FEWEST_WORDS_AFTER;
        return sentence || clause || length >= MOST_WORDS;
    }

    private static int wordsToNextMark(String[] words, int from) {
        int at = from;
        while (at < words.length - 1 && !words[at].matches(".*[.,!?;:]")) {
            at++;
        }
        return at - from + 1;
    }

    private static Clause of(String words) {
        return switch (words.charAt(words.length() - 1)) {
            case '.', '!', '?' -> new Clause(words, SENTENCE_PAUSE_MILLIS);
            case ',', ';', ':' -> new Clause(words, CLAUSE_PAUSE_MILLIS);
            default -> new Clause(words + ",", NO_PAUSE_MILLIS);
        };
    }
}
