package antiphon.analysis.judging;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody makes of a conversation.
 *
 * @param rationale why, in a sentence or two
 * @param score from 0 up where one was asked for; -1 where none is known
 */
public record Verdict(Result result, String rationale, int score) {
    /** In the contract's words. */
    public enum Result {
        SUCCESS,
        FAILURE,
        UNKNOWN;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Result> of(String word) {
            String plain = word.strip().toLowerCase(Locale.ROOT);
            return Stream.of(values())
                    .filter(result -> result.wireName().equals(plain))
                    .findFirst();
        }

        /** A success if all are, a failure if one is. */
        static Result all(List<Result> results) {
            if (results.contains(FAILURE)) {
                return FAILURE;
            }
            return !results.isEmpty() && results.stream().allMatch(SUCCESS::equals) ? SUCCESS : UNKNOWN;
        }
    }

    static Verdict unknown(String rationale) {
        return new Verdict(Result.UNKNOWN, rationale, -1);
    }
}
