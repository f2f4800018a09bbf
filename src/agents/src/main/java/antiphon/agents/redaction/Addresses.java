package antiphon.agents.redaction;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Addresses of e-mail and of pages, by their form: whether they exist changes nothing. */
final class Addresses {
    private static final Pattern EMAIL = Pattern.compile(
            "[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PAGE =
            Pattern.compile("(?<![\\p{L}\\p{N}@])(?:https?://|www\\.)[^\\s<>\"']{2,2000}", Pattern.CASE_INSENSITIVE);
    private static final String AFTER_AN_ADDRESS = ".,;:!?)]}-";

    private Addresses() {}

    static Stream<Span> emails(String text) {
        return spans(EMAIL, text);
    }

    static Stream<Span> urls(String text) {
        return spans(PAGE, text);
    }

    private static Stream<Span> spans(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> {
            int end = match.end();
            while (end > match.start() && AFTER_AN_ADDRESS.indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
            return new Span(match.start(), end);
        });
    }
}
