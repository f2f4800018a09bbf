package antiphon.engines;

/** Numbers in English words, below a million. */
final class SpokenNumbers {
    private static final String[] SMALL =
            ("zero one two three four five six seven eight nine ten eleven twelve thirteen"
                            + " fourteen fifteen sixteen seventeen eighteen nineteen")
                    .split(" ", -1);
    private static final String[] TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split(" ", -1);

    private SpokenNumbers() {}

    static String cardinal(int value) {
        if (value < 20) {
            return SMALL[value];
        }
        if (value < 100) {
            return TENS[value / 10] + (value % 10 == 0 ? "" : " " + SMALL[value % 10]);
        }
        if (value < 1000) {
            return SMALL[value / 100] + " hundred" + (value % 100 == 0 ? "" : " " + cardinal(value % 100));
        }
        return cardinal(value / 1000) + " thousand" + (value % 1000 == 0 ? "" : " " + cardinal(value % 1000));
    }

    /** Four figures as they are said in a year or a house number: {@code 1985} is nineteen eighty five. */
    static String year(int value) {
        if (value % 1000 < 10) {
            return cardinal(value);
        }
        int last = value % 100;
        String end = last == 0 ? "hundred" : last < 10 ? "oh " + cardinal(last) : cardinal(last);
        return cardinal(value / 100) + " " + end;
    }

    /** @param value 0 to 99 */
    static String ordinal(int value) {
        if (value > 20 && value % 10 != 0) {
            return TENS[value / 10] + " " + ordinal(value % 10);
        }
        String cardinal = cardinal(value);
        return switch (cardinal) {
            case "one" -> "first";
            case "two" -> "second";
            case "three" -> "third";
            case "five" -> "fifth";
            case "eight" -> "eighth";
            case "nine" -> "ninth";
            case "twelve" -> "twelfth";
            default -> cardinal.endsWith("y") ? cardinal.substring(0, cardinal.length() - 1) + "ieth" : cardinal + "th";
        };
    }
}
