package antiphon.engines;

import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One way in which writing differs from speech. */
record Rule(Pattern written, Function<MatchResult, String> spoken) {
    static Rule of(String written, Function<MatchResult, String> spoken) {
        return new Rule(Pattern.compile(written), spoken);
    }

    static Rule ofAnyCase(String written, Function<MatchResult, String> spoken) {
        return new Rule(Pattern.compile(written, Pattern.CASE_INSENSITIVE), spoken);
    }

    static Rule of(String written, String spoken) {
        return of(written, match -> spoken);
    }

    String apply(String text) {
        return written.matcher(text).replaceAll(match -> Matcher.quoteReplacement(spoken.apply(match)));
    }
}
