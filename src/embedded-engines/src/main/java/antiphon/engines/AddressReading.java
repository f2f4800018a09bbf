package antiphon.engines;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Addresses of the web and of mail, and telephone numbers. */
final class AddressReading {
    private static final String DOMAIN_ENDS = "com|org|net|edu|gov|io|ai|dev|app|info|biz|co|uk|us|eu|de|fr|ca|au";
    private static final Set<String> SPOKEN_ENDS = Set.of("com", "org", "net", "gov", "info", "dev", "app", "biz");
    private static final String HOST = "(?:[A-Za-z0-9-]{1,63}\\.){1,8}(?:" + DOMAIN_ENDS + ")";

    static final List<Rule> RULES = List.of(
            Rule.of("[\\w.+-]{1,64}@" + HOST + "\\b", m -> address(m.group())),
            Rule.ofAnyCase(
                    "\\b(?:https?://)(?:www\\.)?([\\w-]+(?:\\.[\\w-]+)*)(?::\\d+)?((?:/[\\w%.~-]*[\\w%~-])*)/?(?:\\?[\\w%.~=&-]*)?",
                    m -> address(m.group(1) + m.group(2))),
            Rule.ofAnyCase(
                    "\\b(?:www\\.)?(" + HOST + ")\\b((?:/[\\w%.~-]*[\\w%~-])*)/?",
                    m -> address(m.group(1) + m.group(2))),
            Rule.of(
                    "(?<![\\w.])(?:\\+?1[-. ])?\\(?(\\d{3})\\)?[-. ]\\s?(\\d{3})[-. ](\\d{4})(?![\\w-])",
                    m -> telephone(m.group(1), m.group(2), m.group(3))),
            Rule.of("(?<![\\w.-])(\\d{3})-(\\d{4})(?![\\w-])", m -> telephone(m.group(1), m.group(2))),
            Rule.of("\\+(\\d[\\d ().-]{6,18}\\d)", m -> telephone("plus " + m.group(1), "")),
            Rule.of("(?<![\\d,.$€£¥])\\d{7,}(?![\\d,]|\\.\\d)", m -> NumberWords.digitByDigit(m.group())));

    private AddressReading() {}

    private static String telephone(String... groups) {
        return Stream.of(groups)
                .filter(group -> !group.isEmpty())
                .map(group -> (group.startsWith("plus ") ? "plus " : "") + NumberWords.digitByDigit(group))
                .collect(Collectors.joining(", "));
    }

    private static String address(String written) {
        StringBuilder spoken = new StringBuilder();
        for (String part : written.split("(?=[@./_+~%-])|(?<=[@./_+~%-])")) {
            spoken.append(' ').append(part(part));
        }
        return spoken.toString().strip();
    }

    private static String part(String part) {
        return switch (part) {
            case "@" -> "at";
            case "." -> "dot";
            case "/" -> "slash";
            case "-" -> "dash";
            case "_" -> "underscore";
            case "+" -> "plus";
            case "~" -> "tilde";
            case "%" -> "percent";
            default ->
                part.length() <= 3 && !SPOKEN_ENDS.contains(part) && part.matches("(?i)[^aeiou]+|" + DOMAIN_ENDS)
                        ? Letters.spelled(part)
                        : part.replaceAll("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)", " ");
        };
    }
}
