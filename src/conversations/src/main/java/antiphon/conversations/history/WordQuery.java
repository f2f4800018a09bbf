package antiphon.conversations.history;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is looked for in messages: all the words, in any case, or all their beginnings.
 *
 * @param beginnings as PostgreSQL reads them, such as {@code 'refu':* & 'pol':*}; empty where there is no word
 */
public record WordQuery(String words, String beginnings) {
    /** SQL over a turn {@code t}; takes the {@link #values}. */
    public static final String LOOKED_FOR = "(websearch_to_tsquery('simple', ?) || to_tsquery('simple', ?))";

    public static final String MATCHES = "antiphon_words(t.message) @@ " + LOOKED_FOR;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int MOST_WORDS = 50;

    public static WordQuery of(String text) {
        List<String> each = Arrays.stream(NO_WORD.split(text.toLowerCase(Locale.ROOT), -1))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList();
        return new WordQuery(
                text,
                String.join(" & ", each.stream().map(word -> "'" + word + "':*").toList()));
    }

    /** Of the two places in {@link #MATCHES}. */
    public Object[] values() {
        return new Object[] {words, beginnings};
    }
}
