package de.dfki.lt.tools.tokenizer;

import de.dfki.lt.tools.tokenizer.annotate.AnnotatedString;
import de.dfki.lt.tools.tokenizer.annotate.FastAnnotatedString;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text into words, with apostrophes, hyphens and inner points, and punctuation, and marks where sentences begin. */
public class JTok {
    public static final String CLASS_ANNO = "class";
    public static final String BORDER_ANNO = "border";
    public static final String TU_BORDER = "tu";
    public static final String P_BORDER = "p";

    private static final Pattern TOKEN = Pattern.compile(
            "\\$?\\d+(?:[.,:]\\d+)*%?|[\\p{L}\\d]+(?:['’\\-.][\\p{L}\\d]+)*|[^\\s\\p{L}\\d]", Pattern.UNICODE_CASE);

    /** @param settings none is read */
    public JTok(Properties settings) {}

    /** @param language the only one is English */
    public AnnotatedString tokenize(String text, String language) {
        FastAnnotatedString annotated = new FastAnnotatedString(text);
        Matcher token = TOKEN.matcher(text);
        boolean first = true;
        boolean sentenceEnded = false;
        while (token.find()) {
            boolean punctuation = isPunctuation(token.group());
            annotated.annotate(CLASS_ANNO, punctuation ? "punctuation" : "word", token.start(), token.end());
            if (first) {
                annotated.annotate(BORDER_ANNO, P_BORDER, token.start(), token.end());
                first = false;
            } else if (sentenceEnded && !punctuation) {
                annotated.annotate(BORDER_ANNO, TU_BORDER, token.start(), token.end());
                sentenceEnded = false;
            }
            sentenceEnded |= ".!?".contains(token.group());
        }
        return annotated;
    }

    private static boolean isPunctuation(String token) {
        return token.length() == 1 && !Character.isLetterOrDigit(token.charAt(0)) && !"%$&".contains(token);
    }
}
