package antiphon.agents.redaction;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.validator.routines.IBANValidator;

/** International bank account numbers, with or without spaces. */
final class BankAccounts {
    private static final Pattern BEGIN = Pattern.compile("(?<![\\p{L}\\p{N}])[A-Za-z]{2} ?[0-9]{2}");
    private static final int FEWEST_CHARACTERS = 15;
    private static final int MOST_CHARACTERS = 34;

    private BankAccounts() {}

    static Stream<Span> find(String text) {
        return BEGIN.matcher(text).results().flatMap(begin -> account(text, begin.start()).stream());
    }

    private static Optional<Span> account(String text, int start) {
        StringBuilder account = new StringBuilder();
        Optional<Span> found = Optional.empty();
        for (int i = start; i < text.length() && account.length() < MOST_CHARACTERS; i++) {
            char next = text.charAt(i);
            if (next != ' ' && next != '-') {
                if (!Character.isLetterOrDigit(next) || next > 'z') {
                    break;
                }
                account.append(next);
                if (account.length() >= FEWEST_CHARACTERS
                        && IBANValidator.DEFAULT_IBAN_VALIDATOR.isValid(
                                account.toString().toUpperCase(Locale.ROOT))) {
                    found = Optional.of(new Span(start, i + 1));
                }
            }
        }
        return found;
    }
}
