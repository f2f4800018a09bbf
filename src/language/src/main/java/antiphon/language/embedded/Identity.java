package antiphon.language.embedded;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For whom the agent speaks, as its instructions say. */
final class Identity {
    private static final String NAME =
            "((?-i:\\p{Lu}[\\p{L}\\p{N}&'-]*(?: (?:of |and |& )?\\p{Lu}[\\p{L}\\p{N}&'-]*)*))";
    private static final Pattern SPEAKS_FOR = Pattern.compile(
            "(?i)\\b(?:you are|you're|you work|your role|act as|you represent|you answer)\\b[^.\\n]*?\\b(?:for|of|at|from|represent) (?:the )?"
                    + NAME);

    private Identity() {}

    static String organisation(String instructions) {
        Matcher found = SPEAKS_FOR.matcher(instructions);
        return found.find() ? found.group(1) : "";
    }
}
