package antiphon.language.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and codes as people say them: “one two three four”, “double five”, “twenty five”, “a b one two”. English. */
final class SpokenNumbers {
    private static final Map<String, Integer> UNITS = Map.ofEntries(
            Map.entry("zero", 0),
            Map.entry("oh", 0),
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("thirteen", 13),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("sixteen", 16),
            Map.entry("seventeen", 17),
            Map.entry("eighteen", 18),
            Map.entry("nineteen", 19));
    private static final Map<String, Integer> TENS = Map.of(
            "twenty", 20, "thirty", 30, "forty", 40, "fifty", 50, "sixty", 60, "seventy", 70, "eighty", 80, "ninety",
            90);
    private static final Pattern WRITTEN =
            Pattern.compile("(?<![\\p{L}\\p{N}])-?[0-9]+(?:[.,][0-9]+)?(?![\\p{L}\\p{N}])");
    private static final Pattern CODE =
            Pattern.compile("(?<![\\p{L}\\p{N}])#?((?=[\\p{Alnum}-]*[0-9])\\p{Alnum}[\\p{Alnum}-]*)");

    private SpokenNumbers() {}

    /** The longest run of digits and spelled letters, put together; as written where it is written. */
    static Optional<String> code(String text) {
        String best = "";
        StringBuilder run = new StringBuilder();
        boolean digits = false;
        int times = 1;
        for (String word : (text + " .").split("[\\s,;]+")) {
            String plain = word.replaceAll("[.!?]+$", "").toLowerCase(java.util.Locale.ROOT);
            String sound = sound(word.replaceAll("[.!?]+$", ""), plain);
            if (plain.equals("double") || plain.equals("triple")) {
                times = plain.equals("double") ? 2 : 3;
            } else if (plain.equals("dash") && digits) {
                run.append('-');
            } else if (!sound.isEmpty()) {
                run.append(sound.repeat(times));
                digits |= sound.matches(".*[0-9].*");
                times = 1;
            } else {
                best = digits && run.length() > best.length() ? run.toString() : best;
                run.setLength(0);
                digits = false;
                times = 1;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best.replaceAll("-+$", ""));
    }

    private static String sound(String word, String plain) {
        Matcher written = CODE.matcher(word);
        if (written.matches()) {
            return written.group(1);
        }
        Integer unit = UNITS.get(plain);
        if (unit != null) {
            return String.valueOf(unit);
        }
        Integer tens = TENS.get(plain);
        if (tens != null) {
            return String.valueOf(tens);
        }
        boolean letter =
                plain.length() == 1 && Character.isLetter(plain.charAt(0)) && !plain.equals("a") && !plain.equals("i");
        return letter || word.matches("[AI]") && word.length() == 1 && !word.equals("I")
                ? plain.toUpperCase(java.util.Locale.ROOT)
                : "";
    }

    /** The first number, in digits or in words up to thousands. */
    static Optional<Double> number(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (written.find()) {
            return Optional.of(Double.parseDouble(written.group().replace(',', '.')));
        }
        List<String> words =
                new ArrayList<>(List.of(text.toLowerCase(java.util.Locale.ROOT).split("[^\\p{L}]+")));
        words.add("");
        double total = 0;
        double part = 0;
        boolean found = false;
        for (String word : words) {
            Integer small = UNITS.containsKey(word) ? UNITS.get(word) : TENS.get(word);
            if (small != null) {
                part += small;
                found = true;
            } else if (found && word.equals("hundred")) {
                part = Math.max(part, 1) * 100;
            } else if (found && word.equals("thousand")) {
                total += Math.max(part, 1) * 1000;
                part = 0;
            } else if (found && !word.equals("and")) {
                return Optional.of(total + part);
            }
        }
        return Optional.empty();
    }
}
