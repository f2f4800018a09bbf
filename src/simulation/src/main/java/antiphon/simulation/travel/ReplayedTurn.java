package antiphon.simulation.travel;

import antiphon.api.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;

/**
 * What another version of the agent said and did in the place of what was recorded.
 *
 * @param answer entries of the contract's transcript
 * @param unknownTools whose answers were not recorded
 */
record ReplayedTurn(Exchange recorded, List<JsonObject> answer, List<String> unknownTools) {
    ReplayedTurn {
        answer = List.copyOf(answer);
        unknownTools = List.copyOf(unknownTools);
    }

    /** Whether it says something else; how words are spaced does not matter, nor where a caller cut in. */
    boolean wordsChanged() {
        return !plain(Entries.meant(recorded.agent())).equals(plain(Entries.words(answer)));
    }

    private static String plain(String words) {
        return words.replaceAll("\\s+", " ").strip();
    }

    /** Whether it uses other tools, or in another order, or with other arguments. */
    boolean toolsChanged() {
        return !Entries.uses(recorded.agent()).equals(Entries.uses(answer));
    }

    boolean changed() {
        return wordsChanged() || toolsChanged();
    }

    /** Whether neither said anything. */
    boolean isEmpty() {
        return recorded.turns().isEmpty() && answer.isEmpty();
    }

    /** What is kept of it beside what is kept already. */
    JsonObject asKept() {
        return shown(answer)
                .add("not_recorded_tools", Json.createArrayBuilder(unknownTools))
                .build();
    }

    /** What one side said and did: {@code message} and {@code tools}, each with what it was answered. */
    static JsonObjectBuilder shown(List<JsonObject> entries) {
        JsonArrayBuilder tools = Json.createArrayBuilder();
        for (JsonObject entry : entries) {
            Entries.calls(entry).forEach(call -> tools.add(tool(call, entry)));
        }
        return Json.createObjectBuilder().add("message", Entries.words(entries)).add("tools", tools);
    }

    private static JsonObject tool(JsonObject call, JsonObject entry) {
        String id = call.getString("request_id", "");
        JsonObject result = Entries.results(entry)
                .filter(each -> each.getString("request_id", "").equals(id))
                .findFirst()
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
        return Json.createObjectBuilder()
                .add("tool_name", call.getString("tool_name", ""))
                .add("params_as_json", call.getString("params_as_json", "{}"))
                .add("result_value", result.getString("result_value", ""))
                .add("is_error", result.getBoolean("is_error", false))
                .build();
    }
}
