package antiphon.speech.embedded;

import java.util.Optional;
import java.util.function.Function;

/**
 * What the embedded voice may take of the machine.
 *
 * @param workers clauses made at once, each on a processor of its own: 1 to 64, default 2
 *     ({@code speech.embedded.synthesizer.workers})
 * @param waiting sentences that may be begun or waiting at once before further ones are refused: 1 to 10,000, default
 *     64 ({@code speech.embedded.synthesizer.waiting})
 */
public record EmbeddedSynthesizerSettings(int workers, int waiting) {
    private static final String WORKERS = "speech.embedded.synthesizer.workers";
    private static final String WAITING = "speech.embedded.synthesizer.waiting";

    public static final EmbeddedSynthesizerSettings DEFAULT = new EmbeddedSynthesizerSettings(2, 64);

    public EmbeddedSynthesizerSettings {
        within(WORKERS, workers, 64);
        within(WAITING, waiting, 10_000);
    }

    /** @throws IllegalArgumentException when a value is no number, or out of its range */
    public static EmbeddedSynthesizerSettings read(Function<String, Optional<String>> configuration) {
        return new EmbeddedSynthesizerSettings(
                number(configuration, WORKERS, DEFAULT.workers), number(configuration, WAITING, DEFAULT.waiting));
    }

    private static int number(Function<String, Optional<String>> configuration, String key, int otherwise) {
        String written = configuration.apply(key).orElse("").strip();
        try {
            return written.isEmpty() ? otherwise : Integer.parseInt(written);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is \"" + written + "\"; a whole number is wanted", e);
        }
    }

    private static void within(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be 1 to " + most);
        }
    }
}
