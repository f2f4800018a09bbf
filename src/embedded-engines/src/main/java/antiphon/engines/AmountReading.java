package antiphon.engines;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Numbers with what they count: money, shares, degrees, measures, ranks; then numbers alone. */
final class AmountReading {
    private static final String NUMBER = "(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+)";
    private static final Map<String, String> LARGE = Map.of(
            "k",
            "thousand",
            "thousand",
            "thousand",
            "m",
            "million",
            "million",
            "million",
            "mn",
            "million",
            "b",
            "billion",
            "bn",
            "billion",
            "billion",
            "billion",
            "trillion",
            "trillion");
    private static final Map<String, List<String>> MONEY = Map.of(
            "$",
            List.of("dollar", "dollars", "cent", "cents"),
            "USD",
            List.of("dollar", "dollars", "cent", "cents"),
            "€",
            List.of("euro", "euros", "cent", "cents"),
            "EUR",
            List.of("euro", "euros", "cent", "cents"),
            "£",
            List.of("pound", "pounds", "penny", "pence"),
            "GBP",
            List.of("pound", "pounds", "penny", "pence"),
            "¥",
            List.of("yen", "yen", "sen", "sen"),
            "JPY",
            List.of("yen", "yen", "sen", "sen"));
    private static final Map<String, List<String>> UNITS = Map.ofEntries(
            unit("km/h", "kilometer per hour", "kilometers per hour"),
            unit("mph", "mile per hour", "miles per hour"),
            unit("km", "kilometer", "kilometers"),
            unit("cm", "centimeter", "centimeters"),
            unit("mm", "millimeter", "millimeters"),
            unit("m", "meter", "meters"),
            unit("mi", "mile", "miles"),
            unit("ft", "foot", "feet"),
            unit("kg", "kilogram", "kilograms"),
            unit("mg", "milligram", "milligrams"),
            unit("g", "gram", "grams"),
            unit("lb", "pound", "pounds"),
            unit("lbs", "pound", "pounds"),
            unit("oz", "ounce", "ounces"),
            unit("ml", "milliliter", "milliliters"),
            unit("L", "liter", "liters"),
            unit("GB", "gigabyte", "gigabytes"),
            unit("MB", "megabyte", "megabytes"),
            unit("TB", "terabyte", "terabytes"),
            unit("kB", "kilobyte", "kilobytes"),
            unit("KB", "kilobyte", "kilobytes"),
            unit("kHz", "kilohertz", "kilohertz"),
            unit("MHz", "megahertz", "megahertz"),
            unit("GHz", "gigahertz", "gigahertz"),
            unit("Hz", "hertz", "hertz"),
            unit("kWh", "kilowatt hour", "kilowatt hours"),
            unit("kW", "kilowatt", "kilowatts"),
            unit("W", "watt", "watts"),
            unit("hr", "hour", "hours"),
            unit("hrs", "hour", "hours"),
            unit("h", "hour", "hours"),
            unit("min", "minute", "minutes"),
            unit("mins", "minute", "minutes"),
            unit("sec", "second", "seconds"),
            unit("secs", "second", "seconds"),
            unit("s", "second", "seconds"),
            unit("ms", "millisecond", "milliseconds"));

    static final List<Rule> RULES = List.of(
            Rule.of("(?<![\\w.])[-−](?=[$€£¥]?\\d)", "minus "),
            Rule.ofAnyCase(
                    "([$€£¥])\\s?" + NUMBER + "(?:\\s?(thousand|million|billion|trillion|bn|mn|[kmb])\\b)?",
                    m -> money(m.group(1), m.group(2), m.group(3))),
            Rule.of("\\b" + NUMBER + "\\s?(USD|EUR|GBP|JPY)\\b", m -> money(m.group(2), m.group(1), null)),
            Rule.of(NUMBER + "\\s?%", m -> NumberWords.decimal(m.group(1)) + " percent"),
            Rule.of(
                    NUMBER + "\\s?°\\s?([CF])\\b",
                    m -> NumberWords.decimal(m.group(1)) + " degrees "
                            + (m.group(2).equals("C") ? "Celsius" : "Fahrenheit")),
            Rule.of(NUMBER + "\\s?°", m -> NumberWords.decimal(m.group(1)) + " degrees"),
            Rule.of(
                    "\\b" + NUMBER + "\\s?("
                            + String.join(
                                    "|",
                                    UNITS.keySet().stream()
                                            .sorted((a, b) -> b.length() - a.length())
                                            .toList())
                            + ")\\b(?![/'])",
                    AmountReading::measure),
            Rule.of("\\b(\\d[\\d,]*)(?:st|nd|rd|th)\\b", m -> NumberWords.ordinal(m.group(1))),
            Rule.of(
                    "(?<![\\w.-])(\\d{1,4})\\s?[-–]\\s?(\\d{1,4})(?![\\w-]|\\.\\d)",
                    m -> NumberWords.cardinal(m.group(1)) + " to " + NumberWords.cardinal(m.group(2))),
            Rule.of("\\b\\d+(?:\\.\\d+){2,}\\b", m -> m.group().replace(".", " point ")),
            Rule.of("(?<=[A-Za-z])[-–]?(?=\\d)|(?<=\\d)[-–]?(?=[A-Za-z])", " "),
            Rule.of(NUMBER, m -> NumberWords.decimal(m.group(1))));

    private AmountReading() {}

    private static Map.Entry<String, List<String>> unit(String sign, String one, String many) {
        return Map.entry(sign, List.of(one, many));
    }

    private static String measure(MatchResult m) {
        List<String> names = UNITS.getOrDefault(m.group(2), List.of("", ""));
        return NumberWords.decimal(m.group(1)) + " " + names.get(NumberWords.isOne(m.group(1)) ? 0 : 1);
    }

    private static String money(String sign, String number, @Nullable String large) {
        List<String> names = MONEY.getOrDefault(sign, List.of("", "", "", ""));
        if (large != null) {
            return NumberWords.decimal(number) + " " + LARGE.get(large.toLowerCase(Locale.ROOT)) + " " + names.get(1);
        }
        String[] parts = number.split("\\.", -1);
        if (parts.length < 2 || parts[1].length() != 2) {
            return NumberWords.decimal(number) + " " + names.get(NumberWords.isOne(number) ? 0 : 1);
        }
        String small = parts[1].equals("00") ? "" : counted(parts[1], names.get(2), names.get(3));
        if (parts[0].isEmpty() || parts[0].equals("0")) {
            return small.isEmpty() ? "zero " + names.get(1) : small;
        }
        return counted(parts[0], names.get(0), names.get(1)) + (small.isEmpty() ? "" : " and " + small);
    }

    private static String counted(String digits, String one, String many) {
        long count = Long.parseLong(digits.replace(",", ""));
        return NumberWords.cardinal(count) + " " + (count == 1 ? one : many);
    }
}
