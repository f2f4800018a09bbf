package antiphon.agents.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.validator.routines.CreditCardValidator;

/** Numbers of payment cards: groups of digits that together begin as an issuer's do and have the right last one. */
final class PaymentCards {
    private static final CreditCardValidator CARDS = new CreditCardValidator(CreditCardValidator.AMEX
            + CreditCardValidator.VISA
            + CreditCardValidator.MASTERCARD
            + CreditCardValidator.DISCOVER
            + CreditCardValidator.DINERS);
    private static final Pattern RUN = Pattern.compile("(?<!\\d)\\d+(?:[ .-]{1,2}\\d+){0,40}(?!\\d)");
    private static final Pattern GROUP = Pattern.compile("\\d+");
    private static final int FEWEST_DIGITS = 13;
    private static final int MOST_DIGITS = 19;

    private PaymentCards() {}

    static Stream<Span> find(String text) {
        return RUN.matcher(text).results().flatMap(run -> within(text, run.start(), run.end()).stream());
    }

    private static List<Span> within(String text, int from, int to) {
        List<Span> groups = new ArrayList<>();
        Matcher group = GROUP.matcher(text).region(from, to);
        while (group.find()) {
            groups.add(new Span(group.start(), group.end()));
        }
        List<Span> cards = new ArrayList<>();
        int first = 0;
        while (first < groups.size()) {
            int last = last(text, groups, first);
            if (last >= first) {
                cards.add(new Span(groups.get(first).start(), groups.get(last).end()));
            }
            first = Math.max(first, last) + 1;
        }
        return cards;
    }

    /** The group with which a card ends that begins with this one; -1 if none does. */
    private static int last(String text, List<Span> groups, int first) {
        StringBuilder digits = new StringBuilder();
        int found = -1;
        for (int i = first; i < groups.size() && digits.length() < MOST_DIGITS; i++) {
            digits.append(text, groups.get(i).start(), groups.get(i).end());
            if (digits.length() >= FEWEST_DIGITS && CARDS.isValid(digits.toString())) {
                found = i;
            }
        }
        return found;
    }
}
