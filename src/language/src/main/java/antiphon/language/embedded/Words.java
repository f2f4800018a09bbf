package antiphon.language.embedded;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts as the words that carry meaning, roughly stemmed, so that they can be counted against each other. */
final class Words {
    private static final Set<String> EMPTY = Set.copyOf(Arrays.asList(
            ("a an the and or but of to in on at for from with by about as into is are was were be been am"
                            + " do does did have has had can could will would shall should may might must i me my mine we us our you your"
                            + " it its he she they them their this that these those there here what which who whom whose when where why how"
                            + " not no yes so if then than too very just also any some please tell know like want need get give let say"
                            + " much many more most one thing something anything long hey hi hello okay ok um uh er well now"
                            + " der die das ein eine und oder ist sind ich sie wir ihr mein euer was wie wo wann wer kann konnen bitte mir"
                            + " el la los las un una y o es son que como donde cuando puedo por favor me mi su de del en"
                            + " le les des du et ou est sont je vous nous quel quelle comment quand pouvez s il plait")
                    .split(" ")));
    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    private static final Pattern DAY_RANGE =
            Pattern.compile("(monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\\s*"
                    + "(?:to|through|until|till|-|–)\\s*(monday|tuesday|wednesday|thursday|friday|saturday|sunday)");

    private static final List<String> ENDINGS = List.of("ing", "ies", "ied", "ery", "ed", "es", "er", "s", "ly", "y");

    /** Everyday words of shops and offices that mean the same, by their stems. */
    private static final Map<String, String> SAME = same(
            "deliver ship shipping post send",
            "address location located street road",
            "mail email e-mail",
            "cost price charge fee",
            "damaged broken defective faulty",
            "refund return",
            "phone telephone",
            "close shut",
            "park carpark",
            "child children kid",
            "order package parcel purchase shipment",
            "pay payment",
            "appointment book reservation reserve");

    /** A question that names what it asks for in no word of its own. */
    private record Meant(Pattern asked, String word) {
        Meant(String asked, String word) {
            this(Pattern.compile(asked), word);
        }
    }

    private static final List<Meant> MEANT = List.of(
            new Meant(
                    "\\bwhere (are you|is (your|the) (shop|store|office|cafe|restaurant|place|building)"
                            + "|can i (find|visit) you|do i (find|go)|exactly are you)\\b"
                            + "|\\bhow (do|can) i (get|find) (to )?you\\b",
                    "address street"),
            new Meant(
                    "\\b(when|what time|how late|until when|till when)\\b.*\\b(open|close|shut)\\b"
                            + "|\\bopen (now|today|tomorrow)\\b",
                    "open hours"),
            new Meant("\\bhow (much|expensive) (is|are|does|do|was|for)\\b", "cost"));

    private Words() {}

    private static Map<String, String> same(String... groups) {
        Map<String, String> same = new HashMap<>();
        for (String group : groups) {
            List<String> words = List.of(group.split(" "));
            words.forEach(word -> same.put(bare(word), bare(words.getFirst())));
        }
        return Map.copyOf(same);
    }

    /** With the word added that a question means but does not say. */
    static String meant(String plain) {
        StringBuilder meant = new StringBuilder(plain);
        for (Meant question : MEANT) {
            if (question.asked().matcher(plain).find()) {
                meant.append(' ').append(question.word());
            }
        }
        return meant.toString();
    }

    /** Only the days of the week, among them those that a range or a word such as “weekend” stands for. */
    static Set<String> daysIn(String text) {
        String plain = plain(text);
        Set<String> days = new LinkedHashSet<>(days(plain));
        for (String day : DAYS) {
            if (plain.contains(day)) {
                days.add(stem(day));
            }
        }
        return days;
    }

    /** Lower case, without accents and punctuation. */
    static String plain(String text) {
        String bare = Normalizer.normalize(text.toLowerCase(Locale.ROOT).replace('’', '\''), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        return bare.replaceAll(
                        "[^\\p{L}\\p{N}'$€£%@.+-]|\\.(?![\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}])[.'-]|['-](?![\\p{L}\\p{N}])",
                        " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    static Set<String> meaningful(String text) {
        Set<String> stems = new LinkedHashSet<>();
        String plain = plain(text);
        for (String word : plain.split("[ .']|(?<=\\p{L})-")) {
            if (word.length() > 1 && !EMPTY.contains(word)) {
                stems.add(stem(word));
            }
        }
        stems.addAll(days(plain));
        if (plain.contains("@")) {
            stems.add("mail");
        }
        return stems;
    }

    /** Every day that a range or a word such as “weekend” stands for. */
    private static List<String> days(String plain) {
        List<String> days = new ArrayList<>();
        Matcher range = DAY_RANGE.matcher(plain);
        while (range.find()) {
            int day = DAYS.indexOf(range.group(1));
            int last = DAYS.indexOf(range.group(2));
            days.add(stem(DAYS.get(day)));
            while (day != last) {
                day = (day + 1) % DAYS.size();
                days.add(stem(DAYS.get(day)));
            }
        }
        if (plain.matches(".*\\b(weekdays?|during the week|working days?|workdays?)\\b.*")) {
            DAYS.subList(0, 5).forEach(day -> days.add(stem(day)));
        }
        if (plain.matches(".*\\bweekends?\\b.*")) {
            DAYS.subList(5, 7).forEach(day -> days.add(stem(day)));
        }
        if (plain.matches(".*\\b(every day|daily|seven days)\\b.*")) {
            DAYS.forEach(day -> days.add(stem(day)));
        }
        return days;
    }

    private static String stem(String word) {
        String bare = bare(word);
        return SAME.getOrDefault(bare, bare);
    }

    private static String bare(String word) {
        String stem = word;
        for (int cuts = 0; cuts < 3; cuts++) {
            stem = cut(stem);
        }
        return stem.length() > 3 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static String cut(String word) {
        for (String ending : ENDINGS) {
            if (word.length() > ending.length() + 2 && word.endsWith(ending) && !word.endsWith("ss")) {
                return word.substring(0, word.length() - ending.length()) + (ending.startsWith("ie") ? "y" : "");
            }
        }
        return word;
    }
}
