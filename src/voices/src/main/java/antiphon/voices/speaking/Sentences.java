package antiphon.voices.speaking;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a text where a speaker would pause, so that its sound begins soon. The pieces put together are the text. */
final class Sentences {
    /** What some engines take at once. */
    private static final int LONGEST = 400;

    private Sentences() {}

    static List<String> of(String text, String language) {
        List<String> sentences = new ArrayList<>();
        BreakIterator sentence = BreakIterator.getSentenceInstance(Locale.of(language));
        sentence.setText(text);
        int from = sentence.first();
        for (int to = sentence.next(); to != BreakIterator.DONE; from = to, to = sentence.next()) {
            addShort(text.substring(from, to), language, sentences);
        }
        return joined(sentences);
    }

    /** A sentence nobody could say in one breath is cut between words. */
    private static void addShort(String sentence, String language, List<String> sentences) {
        String rest = sentence;
        while (rest.length() > LONGEST) {
            BreakIterator words = BreakIterator.getLineInstance(Locale.of(language));
            words.setText(rest);
            int cut = words.preceding(LONGEST);
            int at = cut > 0 ? cut : LONGEST;
            sentences.add(rest.substring(0, at));
            rest = rest.substring(at);
        }
        if (!rest.isEmpty()) {
            sentences.add(rest);
        }
    }

    /** What has nothing to say, such as an empty line, belongs to what stands before it. */
    private static List<String> joined(List<String> pieces) {
        List<String> joined = new ArrayList<>();
        for (String piece : pieces) {
            boolean silent = piece.codePoints().noneMatch(Character::isLetterOrDigit);
            if (silent && !joined.isEmpty()) {
                joined.add(joined.removeLast() + piece);
            } else {
                joined.add(piece);
            }
        }
        return joined;
    }
}
