package antiphon.engines;

import java.util.stream.Collectors;

/** Letters by their names, written so that the voice says the name: a lone {@code A} would be an article. */
final class Letters {
    private Letters() {}

    static String spelled(String letters) {
        return letters.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Letters::name)
                .collect(Collectors.joining(" "));
    }

    private static String name(int character) {
        if (Character.isDigit(character)) {
            return NumberWords.cardinal(Character.digit(character, 10));
        }
        String letter = Character.toString(Character.toUpperCase(character));
        return letter.equals("A") ? "ay" : letter;
    }
}
