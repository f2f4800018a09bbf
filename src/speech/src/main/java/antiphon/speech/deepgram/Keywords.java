package antiphon.speech.deepgram;

import java.util.ArrayList;
import java.util.List;

/**
 * As many keywords as Deepgram takes. It allows 500 tokens over all and advises 20 to 50 terms; a token is never shorter
 * than a character, most are about four.
 *
 * @see <a href="https://developers.deepgram.com/docs/keyterm">Keyterm prompting</a>
 */
final class Keywords {
    private static final int MOST = 100;
    private static final int MOST_CHARS = 1_000;

    private Keywords() {}

    static List<String> within(List<String> wanted) {
        List<String> taken = new ArrayList<>();
        int chars = 0;
        for (String keyword : wanted) {
            chars += keyword.length();
            if (taken.size() == MOST || chars > MOST_CHARS) {
                break;
            }
            if (!keyword.isBlank()) {
                taken.add(keyword.strip());
            }
        }
        return taken;
    }
}
