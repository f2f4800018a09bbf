package antiphon.call;

import antiphon.call.Manners.Interruptions;
import java.text.BreakIterator;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a caller who speaks over the agent wants the turn, or only shows that he listens. Pure. */
final class CutIn {
    /** Nobody who only shows that he listens speaks for longer, whatever his words are. */
    static final Duration LONGEST_REMARK = Duration.ofMillis(1200);

    private CutIn() {}

    /**
     * @param voiced how long the caller has spoken without a pause
     * @param words what is known of what he said; empty while nothing is
     */
    static boolean isMeant(Interruptions manners, Duration voiced, String words) {
        if (manners.voice().isEmpty() || voiced.compareTo(manners.voice().get()) < 0) {
            return false;
        }
        if (manners.ignored().isEmpty()) {
            return true;
        }
        return words.isBlank() ? voiced.compareTo(LONGEST_REMARK) >= 0 : !isRemark(manners, words);
    }

    /** Whether these words are all of the kind that is ignored. */
    static boolean isRemark(Interruptions manners, @Nullable String words) {
        String said = plain(words == null ? "" : words);
        if (said.isEmpty() || manners.ignored().isEmpty()) {
            return false;
        }
        // Longest first would be needed if terms overlapped; a term within words of others is no remark.
        String rest = " " + said + " ";
        for (String before = ""; !before.equals(rest); ) {
            before = rest;
            for (String term : manners.ignored()) {
                rest = rest.replace(" " + term + " ", " ");
            }
        }
        return rest.isBlank();
    }

    /** In lower case, its words separated by single spaces, without punctuation. */
    static String plain(String words) {
        var plain = new StringBuilder();
        BreakIterator borders = BreakIterator.getWordInstance(Locale.ROOT);
        borders.setText(words);
        int start = 0;
        for (int end = borders.next(); end != BreakIterator.DONE; end = borders.next()) {
            String word = words.substring(start, end);
            if (word.codePoints().anyMatch(Character::isLetterOrDigit)) {
                plain.append(plain.isEmpty() ? "" : " ").append(word.toLowerCase(Locale.ROOT));
            }
            start = end;
        }
        return plain.toString();
    }
}
