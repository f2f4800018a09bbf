package antiphon.engines;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** Numbers as American English words. */
final class NumberWords {
    private static final int LONGEST_CARDINAL = 15;
    private static final RuleBasedNumberFormat ENGLISH =
            new RuleBasedNumberFormat(ULocale.US, RuleBasedNumberFormat.SPELLOUT);

    private NumberWords() {}

    /** @param digits such as {@code 1,234}; too long a number is spelled digit by digit */
    static String cardinal(String digits) {
        String plain = digits.replace(",", "");
        boolean number = plain.length() <= LONGEST_CARDINAL && (plain.length() == 1 || !plain.startsWith("0"));
        return number ? spell(Long.parseLong(plain), "%spellout-cardinal") : digitByDigit(plain);
    }

    static String cardinal(long number) {
        return spell(number, "%spellout-cardinal");
    }

    static String ordinal(String digits) {
        return spell(Long.parseLong(digits.replace(",", "")), "%spellout-ordinal");
    }

    /** @param year with four digits, or two */
    static String year(String year) {
        return spell(Long.parseLong(year), "%spellout-numbering-year");
    }

    /** @param number such as {@code 1,234.50}; what follows the point is told digit by digit */
    static String decimal(String number) {
        int point = number.indexOf('.');
        if (point < 0) {
            return cardinal(number);
        }
        String whole = point == 0 ? "zero" : cardinal(number.substring(0, point));
        return whole + " point " + digitByDigit(number.substring(point + 1));
    }

    static String digitByDigit(String digits) {
        return digits.chars()
                .filter(Character::isDigit)
                .mapToObj(digit -> cardinal(Character.digit(digit, 10)))
                .collect(Collectors.joining(" "));
    }

    /** Whether a noun after this number stands in the singular. */
    static boolean isOne(String number) {
        return new BigDecimal(number.replace(",", "")).compareTo(BigDecimal.ONE) == 0;
    }

    /** The format is not made for several threads. */
    private static String spell(long number, String rules) {
        synchronized (ENGLISH) {
            return ENGLISH.format(number, rules).replace('-', ' ');
        }
    }
}
