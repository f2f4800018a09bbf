package antiphon.language.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The set phrases of one language: which it hears and which it says. A language without any is answered in English. */
final class Phrases {
    private static final List<String> LANGUAGES = List.of("en", "de", "es", "fr");
    private static final Map<String, Phrases> READ = new ConcurrentHashMap<>();

    private final Properties lines = new Properties();
    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

    private Phrases(String language) {
        try (InputStream file = Phrases.class.getResourceAsStream("phrases_" + language + ".properties")) {
            if (file == null) {
                throw new IllegalStateException("phrases_" + language + ".properties is missing");
            }
            lines.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param language ISO 639-1, perhaps with a region */
    static Phrases of(String language) {
        String plain = language.length() > 2 ? language.substring(0, 2) : language;
        return READ.computeIfAbsent(LANGUAGES.contains(plain) ? plain : "en", Phrases::new);
    }

    String say(String phrase) {
        return line("say." + phrase);
    }

    String say(String phrase, String filling) {
        return line("say." + phrase).replace("{0}", filling);
    }

    /** Whether the whole of a plain text, fillers aside, is one or several such phrases. */
    boolean isOnly(String plain, String... kinds) {
        String rest = plain;
        boolean heard = false;
        for (String kind : kinds) {
            Matcher matcher = anywhere(kind).matcher(rest);
            heard |= matcher.find();
            rest = matcher.replaceAll(" ");
        }
        return heard && without(rest, "filler").isEmpty();
    }

    /** Whether such a phrase is the whole of a plain text, as it stands. */
    boolean isExactly(String plain, String kind) {
        return patterns.computeIfAbsent("=" + kind, key -> Pattern.compile(line("heard." + kind)))
                .matcher(plain)
                .matches();
    }

    boolean hears(String plain, String kind) {
        return anywhere(kind).matcher(plain).find();
    }

    String without(String plain, String... kinds) {
        String rest = plain;
        for (String kind : kinds) {
            rest = anywhere(kind).matcher(rest).replaceAll(" ");
        }
        return rest.replaceAll("\\s+", " ").strip();
    }

    private Pattern anywhere(String kind) {
        return patterns.computeIfAbsent(
                kind,
                key -> Pattern.compile(
                        "(?<![\\p{L}\\p{N}'])(?:" + longestFirst(line("heard." + kind)) + ")(?![\\p{L}\\p{N}'])"));
    }

    /** So that “thank you very much” is not heard as “thank you” with something left over. */
    private static String longestFirst(String alternatives) {
        StringBuilder current = new StringBuilder();
        List<String> parts = new java.util.ArrayList<>();
        int depth = 0;
        for (char c : alternatives.toCharArray()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '|' && depth == 0) {
                parts.add(current.toString());
                current.setLength(0);
            } else {
                current.append(c);
            }
        }
        parts.add(current.toString());
        parts.sort(java.util.Comparator.comparingInt(String::length).reversed());
        return String.join("|", parts);
    }

    private String line(String key) {
        String line = lines.getProperty(key);
        if (line == null) {
            throw new IllegalStateException("The phrase " + key + " is missing");
        }
        return line;
    }
}
