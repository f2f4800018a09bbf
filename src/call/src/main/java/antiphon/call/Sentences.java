package antiphon.call;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Text that comes in pieces, given out in sentences. The first thing said may be a clause, so that the agent is heard
 * sooner. Nothing is lost or added: the sentences joined are the text.
 */
final class Sentences {
    /** A clause shorter than this is not worth a breath of its own. */
    private static final int CLAUSE_LENGTH_CHARACTERS = 24;

    private final BreakIterator borders;
    private final StringBuilder waiting = new StringBuilder();
    private boolean begun;

    Sentences(String language) {
        this.borders = BreakIterator.getSentenceInstance(Locale.forLanguageTag(language));
    }

    /** @return the sentences that are whole now that this piece has come */
    List<String> add(String piece) {
        waiting.append(piece);
        var whole = new ArrayList<String>();
        int end = wholeSentencesEnd();
        if (end > 0) {
            split(take(end), whole);
        } else if (!begun) {
            int clause = clauseEnd();
            if (clause > 0) {
                whole.add(take(clause));
            }
        }
        begun |= !whole.isEmpty();
        return whole;
    }

    /** @return what is left, when nothing more will come */
    List<String> rest() {
        var left = new ArrayList<String>();
        if (!waiting.toString().isBlank()) {
            split(take(waiting.length()), left);
        }
        waiting.setLength(0);
        begun = false;
        return left;
    }

    /** Whether nothing is waiting but perhaps space. */
    boolean isBlank() {
        return waiting.toString().isBlank();
    }

    private int wholeSentencesEnd() {
        borders.setText(waiting.toString());
        int last = borders.last();
        int border = last == BreakIterator.DONE ? 0 : borders.previous();
        return border == BreakIterator.DONE ? 0 : border;
    }

    private int clauseEnd() {
        for (int i = CLAUSE_LENGTH_CHARACTERS; i + 1 < waiting.length(); i++) {
            if (",;:–".indexOf(waiting.charAt(i)) >= 0 && Character.isWhitespace(waiting.charAt(i + 1))) {
                return i + 2;
            }
        }
        return 0;
    }

    private String take(int end) {
        String taken = waiting.substring(0, end);
        waiting.delete(0, end);
        return taken;
    }

    private void split(String text, List<String> into) {
        borders.setText(text);
        int start = 0;
        for (int end = borders.next(); end != BreakIterator.DONE; end = borders.next()) {
            into.add(text.substring(start, end));
            start = end;
        }
    }
}
