package antiphon.language.embedded;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in what a caller said the arguments of a tool: choices, numbers, codes, addresses, dates, names, places. */
final class Arguments {
    private static final Pattern EMAIL = Pattern.compile("[\\p{Alnum}._%+-]+@[\\p{Alnum}.-]+\\.\\p{Alpha}{2,}");
    private static final Pattern SPOKEN_EMAIL = Pattern.compile(
            "(?i)([\\p{Alnum}._-]+(?: dot [\\p{Alnum}]+)*) at ([\\p{Alnum}-]+(?: dot [\\p{Alpha}]{2,})+)");
    private static final Pattern QUOTED = Pattern.compile("[\"“]([^\"”]+)[\"”]");
    private static final String MONTH =
            "(?:january|february|march|april|may|june|july|august|september|october|november|december)";
    private static final Pattern DATE = Pattern.compile(
            "(?i)\\b([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4}|"
                    + MONTH
                    + " (?:the )?[0-9]{1,2}(?:st|nd|rd|th)?(?:,? [0-9]{4})?|(?:the )?[0-9]{1,2}(?:st|nd|rd|th)? (?:of )?"
                    + MONTH
                    + "|(?:day after )?tomorrow|today|tonight|yesterday|(?:next |this |on )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|next week)\\b");
    private static final Pattern NAME = Pattern.compile(
            "(?i)\\b(?:my (?:first |last |full )?name is|name is|name's|this is|i am|i'm|call me|it's|it is)\\s+((?:[\\p{L}'-]+ ?){1,3})");
    private static final Pattern PLACE = Pattern.compile(
            "(?i)\\b(?:in|at|to|for|from|near|around)\\s+((?:the )?[\\p{L}'-]+(?: [\\p{L}'-]+){0,3})\\s*(?:please)?[?.!]*$");
    private static final Pattern LEAD = Pattern.compile(
            "(?i)^(?:(?:well|um+|uh+|ok(?:ay)?|yes|sure|so),? )*(?:(?:it's|it is|that's|that is|my [\\p{L} ]{2,30} is|the [\\p{L} ]{2,30} is) )?");

    private static final String CODES =
            ".*\\b(number|no|code|id|reference|ref|tracking|ticket|order|account|zip|postal|postcode|serial|pin|phone|invoice)\\b.*";
    private static final String WHOLE =
            ".*\\b(query|question|message|text|reason|note|notes|topic|description|issue|search|request|comment|feedback|summary)\\b.*";

    private Arguments() {}

    /** @param asked whether the words are the answer to a question for just this argument */
    static Optional<String> find(Parameter parameter, String words, boolean asked) {
        if (!parameter.choices().isEmpty()) {
            return choice(parameter.choices(), words);
        }
        return switch (parameter.type()) {
            case "integer" ->
                SpokenNumbers.code(words)
                        .filter(code ->
                                code.matches("[0-9]{2,}") && !words.matches("(?i).*(hundred|thousand|ty )" + ".*"))
                        .or(() -> SpokenNumbers.number(words).map(number -> String.valueOf(number.longValue())));
            case "number" -> SpokenNumbers.number(words).map(String::valueOf);
            case "boolean" -> yesOrNo(words);
            case "string" -> text(parameter, words, asked);
            default -> Optional.empty();
        };
    }

    private static Optional<String> choice(List<String> choices, String words) {
        String heard = " " + Words.plain(words).replace('-', ' ') + " ";
        return choices.stream()
                .filter(choice -> heard.contains(" " + Words.plain(Parameter.spoken(choice))))
                .findFirst();
    }

    private static Optional<String> yesOrNo(String words) {
        Phrases english = Phrases.of("en");
        String plain = Words.plain(words);
        if (english.hears(plain, "no") || plain.matches(".*\\b(don't|not|without)\\b.*")) {
            return Optional.of("false");
        }
        return english.hears(plain, "yes") ? Optional.of("true") : Optional.empty();
    }

    private static Optional<String> text(Parameter parameter, String words, boolean asked) {
        String kind = parameter.spokenName() + " " + Words.plain(parameter.description());
        Optional<String> special = special(parameter.spokenName(), kind, words);
        if (special.isPresent()) {
            return special;
        }
        if (parameter.spokenName().matches(WHOLE)) {
            return Optional.of(words.strip());
        }
        boolean code = kind.matches(CODES) || kind.matches(".*\\b(e-?mail|date)\\b.*");
        String bare = LEAD.matcher(words.strip()).replaceFirst("").replaceAll("[.!?]+$", "");
        return asked && !code && !bare.isBlank() ? Optional.of(bare) : Optional.empty();
    }

    private static Optional<String> special(String name, String kind, String words) {
        if (kind.matches(".*\\be-?mail\\b.*")) {
            return email(words);
        }
        if (name.matches(".*\\b(date|day|when|time)\\b.*")) {
            return first(DATE, words, 1);
        }
        if (kind.matches(CODES)) {
            return SpokenNumbers.code(words);
        }
        Optional<String> quoted = first(QUOTED, words, 1);
        if (quoted.isPresent()) {
            return quoted;
        }
        if (name.matches(".*\\b(city|place|location|town|country|address|destination|region|area)\\b.*")) {
            return first(PLACE, words, 1);
        }
        return name.matches(".*\\bname\\b.*") ? first(NAME, words, 1).map(String::strip) : Optional.empty();
    }

    private static Optional<String> email(String words) {
        Optional<String> written = first(EMAIL, words, 0);
        if (written.isPresent()) {
            return written;
        }
        Matcher spoken = SPOKEN_EMAIL.matcher(words);
        return spoken.find()
                ? Optional.of((spoken.group(1) + "@" + spoken.group(2)).replaceAll("(?i) dot ", "."))
                : Optional.empty();
    }

    private static Optional<String> first(Pattern pattern, String words, int group) {
        Matcher matcher = pattern.matcher(words);
        return matcher.find() ? Optional.of(matcher.group(group)) : Optional.empty();
    }

    /** As JSON of the parameter's type. */
    static void put(ObjectNode arguments, Parameter parameter, String value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        arguments.set(
                parameter.name(),
                switch (parameter.type()) {
                    case "integer" -> nodes.numberNode((long) Double.parseDouble(value));
                    case "number" -> nodes.numberNode(Double.parseDouble(value));
                    case "boolean" -> nodes.booleanNode(Boolean.parseBoolean(value));
                    default -> nodes.textNode(value);
                });
    }
}
