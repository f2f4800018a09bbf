package antiphon.simulation;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** A transcript as a judge reads it: a line for everything that was said or done. */
public final class Evidence {
    private Evidence() {}

    public static String of(List<JsonObject> transcript) {
        StringBuilder lines = new StringBuilder();
        for (JsonObject entry : transcript) {
            for (JsonObject call : objects(entry, "tool_calls")) {
                line(lines, "tool", call.getString("tool_name", "") + " " + call.getString("params_as_json", "{}"));
            }
            for (JsonObject result : objects(entry, "tool_results")) {
                line(
                        lines,
                        "tool",
                        result.getString("tool_name", "")
                                + (result.getBoolean("is_error", false) ? " failed: " : " answered: ")
                                + result.getString("result_value", ""));
            }
            message(entry).ifPresent(words -> line(lines, entry.getString("role"), words));
        }
        return lines.toString();
    }

    /** What was said in this entry, if anything was. */
    public static Optional<String> message(JsonObject entry) {
        return entry.get("message") instanceof JsonString text
                        && !text.getString().isBlank()
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    private static void line(StringBuilder lines, String who, String what) {
        lines.append(who)
                .append(": ")
                .append(what.replaceAll("\\s+", " ").strip())
                .append('\n');
    }

    private static List<JsonObject> objects(JsonObject entry, String name) {
        return entry.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonValue::asJsonObject)
                        .toList()
                : List.of();
    }
}
