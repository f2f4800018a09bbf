package antiphon.conversations;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Within which this server takes further calls.
 *
 * @param mostLag {@code conversations.calls.lag.most}: how long 99 of 100 events may wait before a call meets them; 50ms
 *     unless set
 * @param mostTurn {@code conversations.calls.turn.p99.most}: how much this server itself may add to 99 of 100 turns, beside
 *     what recognizers, models and voices take; 100ms unless set
 */
record EnvelopeSettings(Duration mostLag, Duration mostTurn) {
    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,6})(ms|s)");

    static final EnvelopeSettings DEFAULT = new EnvelopeSettings(Duration.ofMillis(50), Duration.ofMillis(100));

    /** @throws IllegalArgumentException naming the key whose value is wrong, and what would be right */
    static EnvelopeSettings read(Function<String, Optional<String>> lookup) {
        return new EnvelopeSettings(
                time(lookup, "conversations.calls.lag.most").orElse(DEFAULT.mostLag),
                time(lookup, "conversations.calls.turn.p99.most").orElse(DEFAULT.mostTurn));
    }

    private static Optional<Duration> time(Function<String, Optional<String>> lookup, String key) {
        return lookup.apply(key)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(value -> time(key, value));
    }

    private static Duration time(String key, String value) {
        Matcher amount = AMOUNT.matcher(value);
        try {
            Duration time = !amount.matches()
                    ? Duration.parse(value)
                    : Duration.ofMillis(
                            Long.parseLong(amount.group(1)) * (amount.group(2).equals("s") ? 1000 : 1));
            if (time.compareTo(Duration.ofMillis(1)) >= 0) {
                return time;
            }
        } catch (DateTimeParseException unreadable) {
            // As wrong as one that is too short.
        }
        throw new IllegalArgumentException(key + " must be a time of 1ms or more such as 50ms or PT0.05S");
    }
}
