package antiphon.conversations.search.indexing;

import java.util.ArrayList;
import java.util.List;

/**
 * As much of a message as has one meaning.
 *
 * @param position of the message in the transcript
 * @param begins where in the message, in characters from 0
 * @param ends after its last character
 */
record MessagePart(int position, int begins, int ends, String words) {
    /** Of one part, in characters: what embedders take in. */
    static final int LONGEST = 1_000;

    /** Of one message, in characters; what is beyond is not found. */
    static final int MOST = 100_000;

    /** A message in parts, cut between words; none where nothing is said. */
    static List<MessagePart> of(int position, String message) {
        List<MessagePart> parts = new ArrayList<>();
        int length = Math.min(message.length(), MOST);
        int begins = 0;
        while (begins < length) {
            int ends = end(message, begins, length);
            String words = message.substring(begins, ends);
            if (!words.isBlank()) {
                parts.add(new MessagePart(position, begins, ends, words));
            }
            begins = ends;
        }
        return parts;
    }

    private static int end(String message, int begins, int length) {
        int latest = begins + LONGEST;
        if (latest >= length) {
            return length;
        }
        for (int end = latest; end > begins + LONGEST / 2; end--) {
            if (Character.isWhitespace(message.charAt(end - 1))) {
                return end;
            }
        }
        return Character.isLowSurrogate(message.charAt(latest)) ? latest - 1 : latest;
    }
}
