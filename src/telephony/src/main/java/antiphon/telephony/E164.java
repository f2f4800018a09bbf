package antiphon.telephony;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;

/** Telephone numbers as the ITU's recommendation E.164 writes them: a plus, the country, the number. */
public final class E164 {
    /** What an answer says of a text that is no number. */
    public static final String HINT = "Input should be a telephone number with its country, such as +442079460000";

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private E164() {}

    /**
     * The number in its one form; empty if it cannot be one. Judged by its length for its country, not by ranges: those
     * that are handed out change faster than any list of them.
     */
    public static Optional<String> of(String text) {
        try {
            Phonenumber.PhoneNumber number = NUMBERS.parse(text, null);
            return NUMBERS.isPossibleNumber(number) && number.getExtension().isEmpty()
                    ? Optional.of(NUMBERS.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException none) {
            return Optional.empty();
        }
    }
}
