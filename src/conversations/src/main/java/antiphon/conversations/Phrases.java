package antiphon.conversations;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the house itself says to callers, and what it takes for no more than a nod, by language. */
final class Phrases {
    /** What a model is told that has to gain time, where the agent's owner says nothing else. */
    static final String FILLER_INSTRUCTIONS = "You are on the telephone and need a moment to think. Say one natural"
            + " filler of at most eight words that fits what was just said, such as: Let me see. Answer nothing yet,"
            + " promise nothing, and ask nothing.";

    private static final String ENGLISH = "en";

    private static final Map<String, String> APOLOGIES = Map.of(
            ENGLISH,
            "I am sorry, something went wrong on our side. Please call again later.",
            "de",
            "Es tut mir leid, bei uns ist etwas schiefgegangen. Bitte rufen Sie später noch einmal an.",
            "es",
            "Lo siento, algo ha fallado por nuestra parte. Por favor, vuelva a llamar más tarde.",
            "fr",
            "Je suis désolé, un problème est survenu de notre côté. Veuillez rappeler plus tard.",
            "it",
            "Mi dispiace, si è verificato un problema da parte nostra. La preghiamo di richiamare più tardi.",
            "nl",
            "Het spijt me, er is bij ons iets misgegaan. Belt u later alstublieft nog eens.",
            "pl",
            "Przepraszam, po naszej stronie wystąpił problem. Proszę zadzwonić później.",
            "pt",
            "Lamento, algo correu mal do nosso lado. Por favor, volte a ligar mais tarde.");

    private static final Map<String, String> MOMENTS = Map.of(
            ENGLISH,
            "One moment, please.",
            "de",
            "Einen Moment, bitte.",
            "es",
            "Un momento, por favor.",
            "fr",
            "Un instant, s'il vous plaît.",
            "it",
            "Un momento, per favore.",
            "nl",
            "Een ogenblik, alstublieft.",
            "pl",
            "Chwileczkę, proszę.",
            "pt",
            "Um momento, por favor.");

    /** From what listeners say without wishing to speak; written as recognizers write them. */
    private static final Map<String, Set<String>> NODS = Map.of(
            ENGLISH,
            Set.of(
                    "mhm", "mm", "mmm", "mm hmm", "hmm", "uh huh", "uh", "um", "yeah", "yep", "ok", "okay", "right",
                    "i see"),
            "de",
            Set.of("mhm", "hm", "hmm", "ja", "genau", "ok", "okay", "aha", "ach so", "äh", "ähm"),
            "es",
            Set.of("mhm", "ajá", "sí", "ya", "vale", "claro", "ok", "eh", "este"),
            "fr",
            Set.of("mhm", "hum", "oui", "ouais", "d'accord", "ok", "ah", "euh", "voilà"),
            "it",
            Set.of("mhm", "sì", "già", "certo", "ok", "ah", "ehm", "va bene"),
            "nl",
            Set.of("mhm", "ja", "oké", "ok", "precies", "eh"),
            "pl",
            Set.of("mhm", "tak", "no", "aha", "ok", "okej", "yyy"),
            "pt",
            Set.of("mhm", "sim", "pois", "tá", "ok", "certo", "é", "hum"));

    private Phrases() {}

    /** Empty in a language the house does not speak: a sentence of another language would only confuse. */
    static String apology(String language) {
        return APOLOGIES.getOrDefault(language, "");
    }

    /** Said before something that takes a moment. Empty in a language the house does not speak. */
    static String moment(String language) {
        return MOMENTS.getOrDefault(language, "");
    }

    /** @param languages ISO 639-1; those the house does not know add nothing */
    static Set<String> nods(List<String> languages) {
        Set<String> nods = new HashSet<>();
        languages.forEach(language -> nods.addAll(NODS.getOrDefault(language, Set.of())));
        return nods;
    }

    /** Both lists as one, in the form in which words are compared. */
    static Set<String> compared(Stream<String> terms) {
        Set<String> compared = new TreeSet<>();
        terms.map(antiphon.call.Manners.Interruptions::plain)
                .filter(term -> !term.isEmpty())
                .forEach(compared::add);
        return compared;
    }
}
