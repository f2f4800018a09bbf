package antiphon.engines;

import java.time.DateTimeException;
import java.time.Month;
import java.time.MonthDay;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;

/** Dates, years, times of day, and the fractions that look like dates. Days come before months nowhere but where there is no such month. */
final class DateReading {
    private static final String MONTHS = "(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
            + "|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\b\\.?";
    private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
    private static final String YEAR = "((?:1[5-9]|20)\\d\\d)";
    private static final String HALF_OF_DAY = "\\s?([ap])(?:\\.\\s?m\\b\\.?|m\\b)";

    static final List<Rule> RULES = List.of(
            Rule.of("\\b24/7\\b", "twenty four seven"),
            Rule.of(
                    "\\b(\\d{1,3}) ([1-3]/[2-4])\\b",
                    m -> NumberWords.cardinal(m.group(1)) + " and " + fraction(m.group(2))),
            Rule.of(
                    "\\b([1-3]/[2-4])(?= (?:of|an?|the|cups?|hours?|miles?|inch|inches|price|off|teaspoons?|tablespoons?)\\b)",
                    m -> fraction(m.group(1))),
            Rule.of("\\b(\\d{4})-(\\d{2})-(\\d{2})(?:T|\\b)", m -> date(m, m.group(2), m.group(3), m.group(1))),
            Rule.of("\\b(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})\\b", m -> date(m, m.group(1), m.group(2), m.group(3))),
            Rule.of("(?<![\\d/])(\\d{1,2})/(\\d{1,2})(?![\\d/])", m -> date(m, m.group(1), m.group(2), "")),
            Rule.of(
                    "\\b" + MONTHS + " " + DAY + "\\b,?\\s+" + YEAR + "\\b",
                    m -> named(m, m.group(1), m.group(2), m.group(3))),
            Rule.of(
                    "\\b" + DAY + "(?: of)? " + MONTHS + ",?\\s+" + YEAR + "\\b",
                    m -> named(m, m.group(2), m.group(1), m.group(3))),
            Rule.of("\\b" + MONTHS + " " + YEAR + "\\b", m -> month(m.group(1)) + " " + NumberWords.year(m.group(2))),
            Rule.of("\\b" + MONTHS + " " + DAY + "\\b(?![:,.]\\d)", m -> named(m, m.group(1), m.group(2), "")),
            Rule.of("\\b" + DAY + "(?: of)? " + MONTHS, m -> named(m, m.group(2), m.group(1), "")),
            Rule.ofAnyCase("\\b([01]?\\d|2[0-3]):([0-5]\\d)(?::[0-5]\\d)?" + HALF_OF_DAY, m -> time(m, m.group(3))),
            Rule.ofAnyCase(
                    "\\b(1[0-2]|[1-9])" + HALF_OF_DAY, m -> NumberWords.cardinal(m.group(1)) + half(m, m.group(2))),
            Rule.of("\\b([01]?\\d|2[0-3]):([0-5]\\d)(?::[0-5]\\d)?\\b", m -> time(m, "")),
            Rule.ofAnyCase(
                    "(?<=\\b(?:in|since|by|until|from|of|to|year|before|after) )" + YEAR + "(?![\\d,.]\\d)\\b",
                    m -> NumberWords.year(m.group(1))),
            Rule.of("\\b((?:1[5-9]|20)\\d)0s\\b", m -> decade(NumberWords.year(m.group(1) + "0"))),
            Rule.of("(?<= M)\\.(?= [a-z])", ""));

    private DateReading() {}

    private static String date(MatchResult written, String first, String second, String year) {
        int month = Integer.parseInt(first);
        int day = Integer.parseInt(second);
        boolean dayFirst = month > 12;
        try {
            return spoken(dayFirst ? MonthDay.of(day, month) : MonthDay.of(month, day), year);
        } catch (DateTimeException none) {
            return written.group().replace("/", " slash ");
        }
    }

    private static String named(MatchResult written, String month, String day, String year) {
        try {
            return spoken(MonthDay.of(monthOf(month), Integer.parseInt(day)), year);
        } catch (DateTimeException none) {
            return written.group();
        }
    }

    private static String spoken(MonthDay day, String year) {
        String spoken = name(day.getMonth()) + " " + NumberWords.ordinal(Integer.toString(day.getDayOfMonth()));
        return year.isEmpty() ? spoken : spoken + ", " + NumberWords.year(year.length() == 2 ? "20" + year : year);
    }

    private static String month(String written) {
        return name(monthOf(written));
    }

    private static Month monthOf(String written) {
        String start = written.substring(0, 3).toUpperCase(Locale.ROOT);
        for (Month month : Month.values()) {
            if (month.name().startsWith(start)) {
                return month;
            }
        }
        throw new DateTimeException("no month");
    }

    private static String name(Month month) {
        return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String time(MatchResult written, String halfOfDay) {
        int hour = Integer.parseInt(written.group(1));
        String minutes = written.group(2);
        boolean twentyFour = halfOfDay.isEmpty()
                && (hour > 12 || hour == 0 || written.group(1).startsWith("0"));
        String half = twentyFour ? hour < 12 ? " ay M" : " P M" : halfOfDay.isEmpty() ? "" : half(written, halfOfDay);
        String spoken = NumberWords.cardinal(hour % 12 == 0 ? 12 : hour > 12 ? hour - 12 : hour);
        if (!minutes.equals("00")) {
            spoken += minutes.startsWith("0") ? " oh " : " ";
            spoken += NumberWords.cardinal(Integer.parseInt(minutes));
        } else if (half.isEmpty()) {
            spoken += " o'clock";
        }
        return spoken + half;
    }

    /** The last point of {@code p.m.} may also end the sentence: the last rule drops it where none ends. */
    private static String half(MatchResult written, String letter) {
        String half = letter.equalsIgnoreCase("a") ? " ay M" : " P M";
        return written.group().endsWith(".") ? half + "." : half;
    }

    private static String fraction(String written) {
        String one = switch (written.charAt(2)) {
            case '2' -> "half";
            case '3' -> "third";
            default -> "quarter";
        };
        String count = NumberWords.cardinal(written.substring(0, 1));
        return written.charAt(0) == '1' ? "one " + one : count + " " + one + "s";
    }

    private static String decade(String year) {
        return year.endsWith("y") ? year.substring(0, year.length() - 1) + "ies" : year + "s";
    }
}
