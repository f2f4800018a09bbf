package antiphon.engines;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;

/** Shortened words, acronyms and signs that stand for words. */
final class AbbreviationReading {
    private static final Set<String> SAID_AS_WORDS = Set.of(
            "NASA", "NATO", "ASAP", "PIN", "SIM", "RAM", "LASER", "RADAR", "UNICEF", "GIF", "VAT", "ZIP", "COVID",
            "FIFA", "I", "A", "AM", "OK", "NOT", "AND", "THE", "FREE", "NEW", "YES", "NO", "STOP", "ONLY", "ALL", "NOW",
            "OFF", "ON", "OR", "IF", "IN", "TO", "DO", "IS", "IT", "BE", "MUST", "NEVER", "MAY", "YOU", "YOUR", "WE",
            "FOR", "ANY", "TWO");

    static final List<Rule> RULES = List.of(
            Rule.of("\\bMr\\b\\.?", "mister"),
            Rule.of("\\bMrs\\b\\.?", "missus"),
            Rule.of("\\bMs\\b\\.?", "miz"),
            Rule.of("\\bProf\\.", "professor"),
            Rule.of("\\bJr\\b\\.?", "junior"),
            Rule.of("\\bSr\\b\\.?", "senior"),
            Rule.of("(?<=[a-z] )Dr\\.(?=\\s*(?:,|$|[a-z]))|(?<=\\d [A-Z][a-z]{1,20} )Dr\\b\\.?", "drive"),
            Rule.of("\\bDr\\b\\.?", "doctor"),
            Rule.of("(?<=[a-z] )St\\.(?=\\s*(?:,|$|[a-z]))|(?<=\\d [A-Z][a-z]{1,20} )St\\b\\.?", "street"),
            Rule.of("\\bSt\\.(?= [A-Z])", "saint"),
            Rule.of("\\bAve\\b\\.?", "avenue"),
            Rule.of("\\bBlvd\\b\\.?", "boulevard"),
            Rule.of("\\bRd\\b\\.?", "road"),
            Rule.of("\\bApt\\b\\.?", "apartment"),
            Rule.ofAnyCase("\\bappt\\b\\.?", m -> "appointment"),
            Rule.of("\\be\\.g\\.,?", "for example,"),
            Rule.of("\\bi\\.e\\.,?", "that is,"),
            Rule.of("\\betc\\b\\.?", AbbreviationReading::andSoOn),
            Rule.ofAnyCase("\\bapprox\\b\\.?", m -> "approximately"),
            Rule.ofAnyCase("\\bvs\\b\\.?", m -> "versus"),
            Rule.ofAnyCase("\\best\\.", m -> "estimated"),
            Rule.of("\\bNo\\.\\s?(?=\\d)|#\\s?(?=\\d)", "number "),
            Rule.ofAnyCase("\\bext\\.", m -> "extension"),
            Rule.ofAnyCase("\\bdept\\b\\.?", m -> "department"),
            Rule.of("\\bInc\\b\\.?", "incorporated"),
            Rule.of("\\bLtd\\b\\.?", "limited"),
            Rule.of("\\bCorp\\b\\.?", "corporation"),
            Rule.of("\\bCo\\.", "company"),
            Rule.ofAnyCase("\\bmax\\.", m -> "maximum"),
            Rule.of("\\bw/\\s?", "with "),
            Rule.of("\\s?&\\s?", " and "),
            Rule.of("\\s@\\s", " at "),
            Rule.of("\\s*\\+\\s*", " plus "),
            Rule.of("\\s=\\s", " equals "),
            Rule.of("(?<=\\w)/(?=\\w)", " or "));

    /** Come last, when no capital letters of other rules are left to be taken for acronyms. */
    static final List<Rule> ACRONYMS = List.of(
            Rule.of("\\b(?:[A-Z]\\.){2,}(?=\\s*$|\\s+[A-Z][a-z])", m -> Letters.spelled(m.group()) + "."),
            Rule.of("\\b(?:[A-Z]\\.){2,}", m -> Letters.spelled(m.group())),
            Rule.of("\\b([A-Z]{2,5})('?s)\\b", m -> Letters.spelled(m.group(1)) + "'s"),
            Rule.of("\\b[A-Z]{2,}\\b", AbbreviationReading::acronym));

    private AbbreviationReading() {}

    private static String andSoOn(MatchResult m) {
        return m.group().endsWith(".") ? "and so on." : "and so on";
    }

    private static String acronym(MatchResult m) {
        String word = m.group();
        if (word.equals("OK")) {
            return "okay";
        }
        boolean said = word.length() > 5 || SAID_AS_WORDS.contains(word);
        return said ? word.toLowerCase(Locale.ROOT) : Letters.spelled(word);
    }
}
