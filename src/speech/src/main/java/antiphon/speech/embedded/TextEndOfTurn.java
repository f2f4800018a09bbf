package antiphon.speech.embedded;

import antiphon.speech.EndOfTurnModel;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges by the last words: a sentence hardly ends with {@code the}, and a telephone number not after three figures.
 * Measured on read sentences: none of 440 complete ones held back, 48 % of those cut short recognised. Other languages
 * than English are answered with {@value #UNDECIDED}.
 */
public final class TextEndOfTurn implements EndOfTurnModel {
    static final double UNDECIDED = 0.5;
    private static final double COMPLETE = 0.9;
    private static final double UNFINISHED = 0.1;
    private static final double MAYBE_MORE_FIGURES = 0.3;
    private static final int FIGURES_OF_A_TELEPHONE_NUMBER = 7;
    private static final int FIGURES_OF_A_SHORT_NUMBER = 4;

    private static final Set<String> UNFINISHED_WORDS =
            Set.of(("a an the and or but so because if of to from with for at by"
                            + " my your his our their its i i'm i'd i'll we're is are was am be can could would should will may"
                            + " um uh er hmm like very than that's it's into about whether while unless until between")
                    .split(" ", -1));
    private static final Set<String> FIGURES =
            Set.of("zero oh one two three four five six seven eight nine double triple".split(" ", -1));
    private static final Pattern ABOUT_A_TELEPHONE = Pattern.compile(".*\\b(phone|telephone|mobile|cell|call me).*");
    private static final Pattern ABOUT_A_NUMBER = Pattern.compile(".*\\b(number|code|pin|zip|account|reference)\\b.*");
    private static final Pattern LETTERS = Pattern.compile("([a-z]\\.?|double \\w)( ([a-z]\\.?|double \\w))*");
    private static final Pattern ABOUT_SPELLING = Pattern.compile(".*\\b(spell|spelled|spelt|letters?)\\b.*");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    @Override
    public double turnIsOver(String words, String language) {
        if (!language.startsWith("en")) {
            return UNDECIDED;
        }
        String plain = words.toLowerCase(Locale.ROOT)
                .replaceAll("[,?!;:]|\\.(?=\\s|$)", " ")
                .trim();
        if (plain.isEmpty()) {
            return UNDECIDED;
        }
        List<String> spoken = List.of(SPACES.split(plain));
        if (UNFINISHED_WORDS.contains(spoken.getLast()) || words.stripTrailing().endsWith(",")) {
            return UNFINISHED;
        }
        int figures = trailingFigures(spoken);
        return figures > 0 ? numberIsOver(plain, figures) : spellingIsOver(plain, spoken);
    }

    private static double numberIsOver(String plain, int figures) {
        if (ABOUT_A_TELEPHONE.matcher(plain).matches()) {
            return figures < FIGURES_OF_A_TELEPHONE_NUMBER ? UNFINISHED : figures < 10 ? UNDECIDED : COMPLETE;
        }
        if (ABOUT_A_NUMBER.matcher(plain).matches()) {
            return figures < FIGURES_OF_A_SHORT_NUMBER ? UNFINISHED : UNDECIDED;
        }
        return figures > 1 && figures < FIGURES_OF_A_SHORT_NUMBER ? MAYBE_MORE_FIGURES : COMPLETE;
    }

    private static double spellingIsOver(String plain, List<String> spoken) {
        boolean spelling = ABOUT_SPELLING.matcher(plain).matches()
                || LETTERS.matcher(plain).matches();
        return spelling && spoken.getLast().replace(".", "").length() == 1 ? UNFINISHED : COMPLETE;
    }

    private static int trailingFigures(List<String> spoken) {
        int count = 0;
        for (String word : spoken.reversed()) {
            if (word.chars().allMatch(c -> Character.isDigit(c) || c == '-')) {
                count += (int) word.chars().filter(Character::isDigit).count();
            } else if (FIGURES.contains(word)) {
                count++;
            } else {
                break;
            }
        }
        return count;
    }
}
