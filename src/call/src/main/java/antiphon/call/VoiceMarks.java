package antiphon.call;

import antiphon.call.CallPlan.OtherVoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Text that comes in pieces, in which passages stand between {@code <label>} and {@code </label>}: who says what. Marks of
 * voices that are not known are text like any other. Nothing but the marks is lost.
 */
final class VoiceMarks {
    /** @param voice empty for the agent's own */
    record Passage(String text, Optional<OtherVoice> voice) {}

    private final List<OtherVoice> voices;
    private final StringBuilder held = new StringBuilder();
    private Optional<OtherVoice> voice = Optional.empty();

    VoiceMarks(List<OtherVoice> voices) {
        this.voices = voices;
    }

    /** @return what can be said now; what may be the beginning of a mark is held back */
    List<Passage> add(String piece) {
        held.append(piece);
        List<Passage> passages = new ArrayList<>();
        while (!held.isEmpty()) {
            int mark = held.indexOf("<");
            if (voices.isEmpty() || mark < 0) {
                take(held.length(), passages);
            } else if (mark > 0) {
                take(mark, passages);
            } else if (!takeMark()) {
                if (mayBecomeMark()) {
                    return passages;
                }
                take(1, passages);
            }
        }
        return passages;
    }

    /** @return what was held back, when nothing more will come; the next is said in the agent's own voice */
    List<Passage> rest() {
        List<Passage> passages = new ArrayList<>();
        if (!held.isEmpty()) {
            take(held.length(), passages);
        }
        voice = Optional.empty();
        return passages;
    }

    private void take(int end, List<Passage> passages) {
        passages.add(new Passage(held.substring(0, end), voice));
        held.delete(0, end);
    }

    /** @return whether a mark stood at the beginning */
    private boolean takeMark() {
        for (OtherVoice other : voices) {
            if (begins(opening(other))) {
                held.delete(0, opening(other).length());
                voice = Optional.of(other);
                return true;
            }
            if (begins(closing(other))) {
                held.delete(0, closing(other).length());
                voice = Optional.empty();
                return true;
            }
        }
        return false;
    }

    private boolean mayBecomeMark() {
        return voices.stream().anyMatch(other -> isBeginningOf(opening(other)) || isBeginningOf(closing(other)));
    }

    private boolean begins(String mark) {
        return held.length() >= mark.length()
                && held.substring(0, mark.length()).equalsIgnoreCase(mark);
    }

    private boolean isBeginningOf(String mark) {
        return mark.regionMatches(true, 0, held.toString(), 0, held.length());
    }

    private static String opening(OtherVoice other) {
        return "<" + other.label() + ">";
    }

    private static String closing(OtherVoice other) {
        return "</" + other.label() + ">";
    }
}
