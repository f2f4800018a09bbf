package antiphon.speech.embedded;

import java.util.Optional;
import java.util.function.Function;

/**
 * How much of the machine the embedded recognizer may take.
 *
 * @param calls {@code speech.embedded.calls}: how many calls may have an ear open at once; the next is refused. 1 or more
 * @param recognizers {@code speech.embedded.recognizers}: how many callers may be listened to in the same moment; who
 *     speaks while all are busy is heard as soon as one is free. Each takes a thread and, once used, about 100 MB of
 *     heap. 1 or more
 */
public record EmbeddedRecognizerSettings(int calls, int recognizers) {
    public static final EmbeddedRecognizerSettings DEFAULT = new EmbeddedRecognizerSettings(10, 2);

    public EmbeddedRecognizerSettings {
        if (calls < 1 || recognizers < 1) {
            throw new IllegalArgumentException("speech.embedded.calls is " + calls
                    + " and speech.embedded.recognizers is " + recognizers + ": both must be 1 or more");
        }
    }

    /** @param lookup the value of a configuration key, if it has one */
    public static EmbeddedRecognizerSettings read(Function<String, Optional<String>> lookup) {
        return new EmbeddedRecognizerSettings(
                lookup.apply("speech.embedded.calls").map(Integer::parseInt).orElse(DEFAULT.calls),
                lookup.apply("speech.embedded.recognizers")
                        .map(Integer::parseInt)
                        .orElse(DEFAULT.recognizers));
    }
}
