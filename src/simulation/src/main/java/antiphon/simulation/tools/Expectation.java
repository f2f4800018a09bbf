package antiphon.simulation.tools;

import antiphon.simulation.judging.Judge;
import antiphon.simulation.judging.Judge.Question;
import antiphon.simulation.judging.Verdict;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * What one argument of a tool is expected to be; the contract's UnitTestToolCallParameter. Values are compared as texts: a
 * string as it stands, everything else as JSON.
 *
 * @param path from the arguments down, such as {@code order.items[0].name}, with or without {@code $.} before it
 * @param eval the contract's strategy: {@code exact}, {@code regex} (found anywhere, RE2), {@code llm} or {@code anything}
 */
public record Expectation(String path, JsonObject eval) {

    public static List<Expectation> read(JsonArray parameters) {
        return parameters.getValuesAs(JsonObject.class).stream()
                .map(each -> new Expectation(each.getString("path"), each.getJsonObject("eval")))
                .toList();
    }

    /** Whether all of them are met. Blocks while somebody judges. */
    public static Verdict all(List<Expectation> expectations, JsonObject arguments, Judge judge)
            throws InterruptedException {
        for (Expectation expectation : expectations) {
            Verdict verdict = expectation.judge(arguments, judge);
            if (!verdict.isSuccess()) {
                return verdict;
            }
        }
        return Verdict.success("The arguments are as expected.");
    }

    Verdict judge(JsonObject arguments, Judge judge) throws InterruptedException {
        Optional<String> value = at(arguments, path).map(Expectation::text);
        if (value.isEmpty()) {
            return Verdict.failure("The argument " + path + " is missing.");
        }
        String given = value.get();
        return switch (eval.getString("type")) {
            case "exact" ->
                verdict(
                        given.equals(eval.getString("expected_value")),
                        "is exactly " + eval.getString("expected_value"));
            case "regex" -> matches(given);
            case "llm" ->
                judge.judge(new Question(
                        "The value of the argument " + path + " fits this description: "
                                + eval.getString("description"),
                        "",
                        given,
                        List.of(),
                        List.of(),
                        0));
            default -> Verdict.success("The argument " + path + " is there.");
        };
    }

    private Verdict matches(String given) {
        String pattern = eval.getString("pattern");
        try {
            return verdict(Pattern.compile(pattern).matcher(given).find(), "matches " + pattern);
        } catch (PatternSyntaxException wrong) {
            return Verdict.failure("The pattern for the argument " + path + " cannot be read.");
        }
    }

    private Verdict verdict(boolean met, String expected) {
        return met
                ? Verdict.success("The argument " + path + " " + expected + ".")
                : Verdict.failure("It was expected that the argument " + path + " " + expected + "; it is not so.");
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }

    private static Optional<JsonValue> at(JsonValue root, String path) {
        JsonValue at = root;
        for (String step : path.replaceFirst("^\\$\\.?", "")
                .replace("[", ".")
                .replace("]", "")
                .split("\\.")) {
            JsonValue next = step.isEmpty() ? at : null;
            if (at instanceof JsonObject object) {
                next = step.isEmpty() ? at : object.get(step);
            } else if (at instanceof JsonArray array && step.matches("[0-9]{1,6}")) {
                int index = Integer.parseInt(step);
                next = index < array.size() ? array.get(index) : null;
            }
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(at);
    }
}
