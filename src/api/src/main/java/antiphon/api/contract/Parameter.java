package antiphon.api.contract;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What may stand in an operation's query.
 *
 * @param kind {@code string}, {@code integer}, {@code number}, {@code boolean}, {@code enum}, or a word that says nothing of it
 * @param words which of them it may be, if its kind is {@code enum}
 */
public record Parameter(String name, boolean required, String kind, Set<String> words) {
    private static final Pattern STATED = Pattern.compile(
            "(?<name>\\w+)(?<required>!?):(?:enum\\((?<words>[^)]*)\\)|(?<kind>[\\w-]+))(?:\\[])?\\??(?:=(?:\"[^\"]*\"|[^,]*))?(?:, |$)");
    private static final Set<String> KINDS = Set.of("string", "integer", "number", "boolean");

    /** Reads the list's own notation: {@code page_size:integer=30, sort:enum(a|b)?, agent_id!:string, ids:string[]?}. */
    static List<Parameter> list(String stated) {
        return STATED.matcher(stated).results().map(Parameter::of).toList();
    }

    private static Parameter of(MatchResult stated) {
        String name = stated.group("name");
        boolean required = !stated.group("required").isEmpty();
        if (stated.group("words") != null) {
            Set<String> words = Set.copyOf(Arrays.asList(stated.group("words").split("\\|", -1)));
            return new Parameter(name, required, "enum", words);
        }
        String kind = stated.group("kind");
        Set<String> words = wordsOf(kind);
        return new Parameter(name, required, KINDS.contains(kind) || words.isEmpty() ? kind : "enum", words);
    }

    /** Those of a schema that is a choice of words. */
    private static Set<String> wordsOf(String schema) {
        Set<String> words = new HashSet<>();
        if (Contract.stated().names().contains(schema)
                && Contract.stated().named(schema).get("enum") instanceof JsonArray choice) {
            choice.getValuesAs(JsonString.class).forEach(word -> words.add(word.getString()));
        }
        return Set.copyOf(words);
    }
}
