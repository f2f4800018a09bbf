package antiphon.engines;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads English as it is written into English as it is said: {@code $42.50 on 3/14} becomes {@code forty two dollars and
 * fifty cents on March fourteenth}. What comes out is letters of the Latin alphabet, spaces and punctuation; what cannot
 * be said is left out. Any thread.
 */
public final class EnglishReading {
    private static final Pattern LOWER_CASE = Pattern.compile("\\p{Ll}");
    private static final Pattern SEVERAL_WORDS = Pattern.compile("\\p{Lu}{2,}\\s+\\p{Lu}{2,}");

    private static final List<Rule> SIGNS = List.of(
            Rule.of("(?m)^[ \\t]*(?:[-•*#]+|\\d{1,2}[.)])[ \\t]+", ""),
            Rule.of("(?<=[a-z])[–-](?=[A-Z][a-z])", " to "),
            Rule.of("[‘’ʼ`´]", "'"),
            Rule.of("[“”„«»\"*_~^|<>\\[\\]{}\\\\]+(?=\\s|$|\\p{P})|(?<=\\s|^|\\p{P})[“”„«»\"*~^|<>\\[\\]{}\\\\]+", ""),
            Rule.of("\\s*…|\\.{3,}", "."),
            Rule.of("\\s*[—―]\\s*|\\s+[-–]+\\s+(?!\\d)", ", "),
            Rule.of("(?<=[\\w)])[ \\t]*\\R\\s*", ". "),
            Rule.of("\\s+", " "),
            Rule.of("½", " one half"),
            Rule.of("¼", " one quarter"),
            Rule.of("¾", " three quarters"),
            Rule.of("×", " times "),
            Rule.of("©|®|™", ""));

    private static final List<Rule> TIDY = List.of(
            Rule.of("[^A-Za-z' .,!?;:-]", " "),
            Rule.of("(?<![A-Za-z])'|'(?![A-Za-z])", " "),
            Rule.of("(?<=[A-Za-z])-(?=[A-Za-z])|-", " "),
            Rule.of("\\s+(?=[.,!?;:])", ""),
            Rule.of("[.,;:]*([!?])[.,!?;:]*", m -> m.group(1)),
            Rule.of("[,;:]*\\.[.,;:]*", "."),
            Rule.of("([,;:])[,;:]+", m -> m.group(1)),
            Rule.of("(?<=[.,!?;:])(?=[A-Za-z])", " "),
            Rule.of("^[\\s.,!?;:]+|\\s+$", ""),
            Rule.of("\\s+", " "));

    private EnglishReading() {}

    /** @return the empty string when there is nothing to say */
    public static String aloud(String written) {
        String text = withoutAccents(apply(SIGNS, Normalizer.normalize(written, Normalizer.Form.NFC)));
        if (!LOWER_CASE.matcher(text).find() && SEVERAL_WORDS.matcher(text).find()) {
            text = text.toLowerCase(Locale.ROOT);
        }
        List<Rule> words = Stream.of(
                        AddressReading.RULES,
                        DateReading.RULES,
                        AbbreviationReading.RULES,
                        AmountReading.RULES,
                        AbbreviationReading.ACRONYMS,
                        TIDY)
                .flatMap(List::stream)
                .toList();
        return apply(words, text);
    }

    private static String apply(List<Rule> rules, String text) {
        String spoken = text;
        for (Rule rule : rules) {
            spoken = rule.apply(spoken);
        }
        return spoken;
    }

    private static String withoutAccents(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    }
}
