package antiphon.language.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Written text cut into sentences, and made fit to be spoken. */
final class Sentences {
    private static final Pattern END = Pattern.compile("(?<=[.!?])[\"')\\]]*\\s+(?=[\\p{Lu}\\p{N}\"'(¿¡])");
    private static final Pattern ABBREVIATION =
            Pattern.compile("(?i).*(^|[\\s(])(e\\.g|i\\.e|etc|mr|mrs|ms|dr|st|no|nr|approx|vs|z\\.b|d\\.h|ca|bzw)\\.$");
    private static final Pattern CLOCK = Pattern.compile("(?i).*\\b[ap]\\.m\\.$");
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\]]*)]\\([^)]*\\)");
    private static final Pattern MARKS =
            Pattern.compile("\\*\\*|__|`|(?<![\\p{L}\\p{N}])[*_](?=\\p{L})|(?<=\\p{L})[*_](?![\\p{L}\\p{N}])");
    private static final Pattern RANGE = Pattern.compile("(?<=[\\p{N}\\p{L}])\\s?–\\s?(?=[\\p{N}\\p{L}$€£])");
    private static final Pattern DAY =
            Pattern.compile("\\b(Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\\b\\.?(?=[\\s,:;-]|$)");

    private Sentences() {}

    static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String part : END.split(text.strip())) {
            if (!open.isEmpty()) {
                open.append(' ');
            }
            open.append(part.strip());
            boolean shortened = ABBREVIATION.matcher(open).matches()
                    || (CLOCK.matcher(open).matches() && !Character.isUpperCase(nextStart(text, part)));
            if (!shortened) {
                sentences.add(open.toString());
                open.setLength(0);
            }
        }
        if (!open.isEmpty()) {
            sentences.add(open.toString());
        }
        return sentences.stream().filter(sentence -> !sentence.isBlank()).toList();
    }

    private static char nextStart(String text, String part) {
        int next = text.indexOf(part) + part.length();
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next < text.length() ? text.charAt(next) : 'A';
    }

    /** Without the marks of Markdown. */
    static String unmarked(String text) {
        return MARKS.matcher(LINK.matcher(text).replaceAll("$1"))
                .replaceAll("")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** As a whole sentence that a voice can read. */
    static String spoken(String text) {
        String plain = RANGE.matcher(unmarked(text)).replaceAll(" to ");
        plain = DAY.matcher(plain).replaceAll(match -> Matcher.quoteReplacement(day(match.group(1))));
        plain = plain.replaceAll("(?<=day)\\s?-\\s?(?=[A-Z][a-z]+day)", " to ");
        if (plain.isEmpty()) {
            return plain;
        }
        plain = plain.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + plain.substring(1);
        return plain.matches(".*[.!?…][\"')]*$") ? plain : plain.replaceAll("[,;:]+$", "") + ".";
    }

    private static String day(String shortName) {
        return switch (shortName.substring(0, 3)) {
            case "Mon" -> "Monday";
            case "Tue" -> "Tuesday";
            case "Wed" -> "Wednesday";
            case "Thu" -> "Thursday";
            case "Fri" -> "Friday";
            case "Sat" -> "Saturday";
            default -> "Sunday";
        };
    }
}
