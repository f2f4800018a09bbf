package antiphon.simulation.library;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** The regular expressions in a test: they have to be such before the test is kept, not when it runs. */
final class Patterns {
    private Patterns() {}

    /** @throws Refusal.Invalid naming every one that cannot be read */
    static void check(JsonObject test) {
        List<Problem> problems = new ArrayList<>();
        walk(
                test.getOrDefault("tool_call_parameters", JsonValue.NULL),
                List.of("body", "tool_call_parameters"),
                problems);
        walk(
                test.getOrDefault("tool_mock_overrides", JsonValue.NULL),
                List.of("body", "tool_mock_overrides"),
                problems);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
    }

    private static void walk(JsonValue value, List<Object> path, List<Problem> problems) {
        if (value instanceof JsonObject object) {
            if (object.getOrDefault("type", JsonValue.NULL) instanceof JsonString type
                    && type.getString().equals("regex")
                    && object.get("pattern") instanceof JsonString pattern) {
                compile(pattern.getString(), longer(path, "pattern"), problems);
            }
            object.forEach((name, inner) -> walk(inner, longer(path, name), problems));
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                walk(array.get(i), longer(path, i), problems);
            }
        }
    }

    private static void compile(String pattern, List<Object> path, List<Problem> problems) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            problems.add(new Problem(
                    path,
                    "Input should be a regular expression (RE2 syntax): " + wrong.getDescription(),
                    "string_pattern_mismatch"));
        }
    }

    private static List<Object> longer(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
