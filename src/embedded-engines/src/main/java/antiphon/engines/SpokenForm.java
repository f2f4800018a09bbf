package antiphon.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Written text as it is said aloud: sentences of lower-case words, with figures, times and sums of money spelled out. */
final class SpokenForm {
    private static final Pattern NOT_SPEECH =
            Pattern.compile("\\{\\{[^}]*}}|https?://\\S+|\\S+@\\S+\\.\\w+|<[^>]*>|```");
    private static final Pattern MONEY = Pattern.compile("\\$(\\d{1,6})(?:\\.(\\d\\d))?");
    private static final Pattern CLOCK = Pattern.compile("\\b(\\d{1,2}):(\\d\\d)\\b");
    private static final Pattern HALF_OF_DAY = Pattern.compile("(?i)(?<=[\\d\\s])([ap])\\.?\\s?m\\b\\.?");
    private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d),(?=\\d{3}\\b)");
    private static final Pattern ORDINAL = Pattern.compile("\\b(\\d{1,2})(?:st|nd|rd|th)\\b");
    private static final Pattern TELEPHONE = Pattern.compile("\\+?\\d[\\d()-]*[ -]?\\d{3}[- ]?\\d{3,4}\\b");
    private static final Pattern FIGURE = Pattern.compile("\\d+");
    private static final Pattern END_OF_SENTENCE = Pattern.compile("[.!?;:\\n\\r|•]+(?=\\s|$)|[\\n\\r]+| [-–—] ");
    private static final Pattern WORD = Pattern.compile("[ap]\\.m\\.|[a-z]+(?:'[a-z]+)*");

    private SpokenForm() {}

    /** @return the sentences of the text, each a list of words; words that cannot be said are left out */
    static List<List<String>> sentences(String text) {
        String plain = NOT_SPEECH.matcher(text.replace('’', '\'')).replaceAll(" ");
        plain = HALF_OF_DAY.matcher(plain).replaceAll(" $1_m ");
        plain = CLOCK.matcher(plain).replaceAll(SpokenForm::clock);
        plain = THOUSANDS.matcher(plain).replaceAll("");
        plain = MONEY.matcher(plain).replaceAll(SpokenForm::money);
        plain = TELEPHONE.matcher(plain).replaceAll(number -> digits(number.group()));
        plain = ORDINAL.matcher(plain).replaceAll(number -> SpokenNumbers.ordinal(Integer.parseInt(number.group(1))));
        plain = FIGURE.matcher(plain).replaceAll(number -> figure(number.group()));
        plain = plain.replace("%", " percent ").replace("&", " and ");
        List<List<String>> sentences = new ArrayList<>();
        for (String sentence : END_OF_SENTENCE.split(plain)) {
            List<String> words = words(sentence);
            if (!words.isEmpty()) {
                sentences.add(words);
            }
        }
        return sentences;
    }

    private static List<String> words(String sentence) {
        String lower = sentence.toLowerCase(Locale.ROOT).replace("a_m", "a.m.").replace("p_m", "p.m.");
        return WORD.matcher(lower).results().map(MatchResult::group).toList();
    }

    private static String clock(MatchResult time) {
        int hour = Integer.parseInt(time.group(1));
        int minute = Integer.parseInt(time.group(2));
        String minutes = minute == 0 ? "" : minute < 10 ? "oh " + minute : Integer.toString(minute);
        return " " + (hour > 12 ? hour - 12 : hour) + " " + minutes + " ";
    }

    private static String money(MatchResult sum) {
        String cents = sum.group(2);
        String dollars = " " + sum.group(1) + (sum.group(1).equals("1") ? " dollar " : " dollars ");
        return cents == null || cents.equals("00") ? dollars : dollars + " and " + cents + " cents ";
    }

    private static String digits(String number) {
        StringBuilder spoken = new StringBuilder(" ");
        number.chars()
                .filter(Character::isDigit)
                .forEach(digit ->
                        spoken.append(SpokenNumbers.cardinal(digit - '0')).append(' '));
        return spoken.toString();
    }

    private static String figure(String figure) {
        boolean spelled = figure.length() > 6 || figure.length() > 1 && figure.startsWith("0");
        if (spelled) {
            return digits(figure);
        }
        int value = Integer.parseInt(figure);
        return " " + (figure.length() == 4 ? SpokenNumbers.year(value) : SpokenNumbers.cardinal(value)) + " ";
    }
}
