package antiphon.call;

import java.util.Set;

/** Whether a caller is spelling something out or counting digits, and so will go on after a pause. Pure. */
final class Spelling {
    /** Digits as recognizers write them that do not write figures, in the languages of the contract that are most spoken. */
    private static final Set<String> DIGITS = Set.of(
            "zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "double", // en
            "null", "eins", "zwei", "zwo", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", // de
            "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", // es
            "zéro", "un", "deux", "trois", "quatre", "cinq", "sept", "huit", "neuf", // fr
            "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", // it
            "um", "dois", "três", "quatro", "sete", "oito"); // pt

    private Spelling() {}

    /** @param words at their end two or more single letters, figures or digits */
    static boolean isUnderWay(String words) {
        String[] said = CutIn.plain(words).split(" ", -1);
        return said.length >= 2 && isSign(said[said.length - 1]) && isSign(said[said.length - 2]);
    }

    private static boolean isSign(String word) {
        return word.codePointCount(0, word.length()) == 1
                || DIGITS.contains(word)
                || word.chars().allMatch(Character::isDigit);
    }
}
