package antiphon.api;

import java.security.SecureRandom;

/** Ids as the contract shows them: a prefix that says what it is, then 28 random lower-case letters and digits. */
public final class PublicId {
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 28;
    private static final int LONGEST = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PublicId() {}

    /** About 144 random bits: neither guessable nor ever equal to another. */
    public static String fresh(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        RANDOM.ints(LENGTH, 0, ALPHABET.length()).forEach(at -> id.append(ALPHABET.charAt(at)));
        return id.toString();
    }

    /** Whether this could be an id at all; what cannot need not be looked for. */
    public static boolean isPlausible(String id) {
        return !id.isEmpty() && id.length() <= LONGEST && id.chars().allMatch(PublicId::isPlain);
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }
}
