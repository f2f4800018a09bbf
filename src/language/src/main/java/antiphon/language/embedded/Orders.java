package antiphon.language.embedded;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what the instructions order the agent to do from what they tell of the world. */
final class Orders {
    private static final Pattern OF_THE_AGENT = Pattern.compile(
            "(?i)^(you are|you're|you have access|you (should|must|will"
                    + "|need|may not|work|speak|represent|act|help|answer|only|never|always|can (use|call|access|transfer|help|look))"
                    + "|your (task|role|goal|job|name|purpose|tone|answers?|responses?|replies|primary|main|objective|personality|style)"
                    + "|du bist|sie sind (ein|eine|der|die)|deine aufgabe|eres|tu (tarea|objetivo|nombre)|tu es|vous êtes|ton rôle|votre rôle)\\b.*");
    private static final Pattern IMPERATIVE = Pattern.compile(
            "(?i)^(please |first,? |then,? |finally,? |instead,? |also,? )?(always|never"
                    + "|do not|don't|avoid|be|answer|speak|respond|reply|keep|ask|greet|offer|help|make sure|ensure|remember|start"
                    + "|end|stay|act|pretend|only|begin|try|tell|say|mention|confirm|refuse|decline|redirect|thank|transfer|collect"
                    + "|verify|let|follow|limit|maintain|adopt|assume|provide|give|explain|guide|listen|focus|stick|respect|protect"
                    + "|treat|handle|escalate|politely|apologi[sz]e|summari[sz]e|repeat|introduce|use (?!code|the code)|call (?!us|me)"
                    + "|look up|check|read|write|format|translate|detect|if (asked|unsure|you|the (user|caller|customer|guest|person|client|patient))"
                    + "|when (asked|you|the (user|caller|customer|guest|person|client|patient))|unless asked"
                    + "|antworte|sprich|sei|bleib|frage|verwende|benutze|nutze|gib|vermeide|immer|niemals|antworten sie|sprechen sie|bleiben sie"
                    + "|responde|habla|sé|mantén|usa|evita|siempre|nunca|réponds|répondez|parle|parlez|sois|soyez|reste|utilise|utilisez|évite|ne )\\b.*");
    private static final Pattern ABOUT_ANSWERS = Pattern.compile(
            "(?i).*\\b(your (answers?|responses?|replies|reply)|the conversation"
                    + "|system prompt|these instructions|the tool|tools? (named|called)|language model|the (user|caller)('s)?)\\b.*");
    private static final Pattern TOLD_WHEN = Pattern.compile(
            "(?i)^(?:if|when)(?:ever)? (?:asked|someone asks|anyone asks|they ask"
                    + "|(?:the |a )?(?:user|caller|customer|guest|client|patient)s? (?:asks?|wants?|needs?|says?|mentions?))"
                    + "(?: about| for| if| whether| to know)?\\s*(.*?), (?:please )?(?:tell|say|explain|answer|reply|respond|let|inform)"
                    + "(?: them| the (?:user|caller|customer|guest|client|patient)| him or her)?(?: know)?(?: that| with)?[:,]? (.+)$");
    private static final Pattern TOLD = Pattern.compile(
            "(?i)^(?:tell|inform|let) (?:them|callers|customers|users|the (?:user|caller|customer))(?: know)? that (.+)$");
    private static final Pattern SECTION = Pattern.compile(
            "(?i).*\\b(instructions?|rules?|guidelines?|personality|persona|tone|style"
                    + "|goals?|objectives?|guardrails?|role|task|behaviou?r|how to (answer|speak|respond|behave)|tools?|environment|format"
                    + "|conversation flow|do not|don'ts?|dos|examples?|steps|anweisungen|regeln|verhalten|rolle|ziel|instrucciones|reglas|consignes|règles)\\b.*");

    private Orders() {}

    /** Whether everything under this heading is meant for the agent alone. */
    static boolean isSection(String heading) {
        return heading.length() < 60 && SECTION.matcher(heading).matches();
    }

    static boolean isOrder(String sentence) {
        return OF_THE_AGENT.matcher(sentence).matches()
                || IMPERATIVE.matcher(sentence).matches()
                || ABOUT_ANSWERS.matcher(sentence).matches();
    }

    /** What an order bids the agent to tell, such as “If asked about parking, tell them it is free”. */
    static Optional<Fact> toldBy(String sentence, String topic) {
        Matcher when = TOLD_WHEN.matcher(sentence);
        if (when.matches()) {
            return Optional.of(new Fact(Sentences.spoken(unquoted(when.group(2))), topic, when.group(1)));
        }
        Matcher told = TOLD.matcher(sentence);
        return told.matches()
                ? Optional.of(new Fact(Sentences.spoken(unquoted(told.group(1))), topic, ""))
                : Optional.empty();
    }

    private static String unquoted(String text) {
        return text.replaceAll("^[\"“'](.*?)[\"”'][.]?$", "$1");
    }
}
