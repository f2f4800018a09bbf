package antiphon.simulation.travel;

import antiphon.api.Json;
import antiphon.conversations.record.ConversationTurn;
import antiphon.simulation.Evidence;
import antiphon.simulation.tools.Arguments;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be read from entries of the contract's transcript, and from what was kept of them. */
final class Entries {
    private static final String WHOLE = "original_message";

    private Entries() {}

    /** A use of a tool: what it is compared by. */
    record Use(String tool, JsonObject arguments) {}

    /** As far as an agent, a judge or whoever compares has to know it. */
    static JsonObject of(ConversationTurn turn) {
        JsonObjectBuilder entry = Json.createObjectBuilder()
                .add("role", turn.role())
                .add("tool_calls", array(turn.toolCallsJson()))
                .add("tool_results", array(turn.toolResultsJson()));
        turn.message().ifPresentOrElse(words -> entry.add("message", words), () -> entry.addNull("message"));
        turn.originalMessage().ifPresent(words -> entry.add(WHOLE, words));
        return entry.build();
    }

    private static JsonArray array(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readArray();
        }
    }

    /** All that was said, a line each. */
    static String words(List<JsonObject> entries) {
        return entries.stream()
                .flatMap(entry -> Evidence.message(entry).stream())
                .collect(Collectors.joining("\n"));
    }

    /** All that was to be said, also where a caller who cut in did not hear all of it. */
    static String meant(List<JsonObject> entries) {
        return entries.stream()
                .flatMap(entry ->
                        entry.containsKey(WHOLE) ? Stream.of(entry.getString(WHOLE)) : Evidence.message(entry).stream())
                .collect(Collectors.joining("\n"));
    }

    static List<Use> uses(List<JsonObject> entries) {
        return entries.stream().flatMap(Entries::calls).map(Entries::use).toList();
    }

    static Use use(JsonObject call) {
        return new Use(call.getString("tool_name", ""), Arguments.read(call.getString("params_as_json", "{}")));
    }

    static Stream<JsonObject> calls(JsonObject entry) {
        return objects(entry, "tool_calls");
    }

    static Stream<JsonObject> results(JsonObject entry) {
        return objects(entry, "tool_results");
    }

    static Stream<JsonObject> objects(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonArray list
                ? list.stream().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject)
                : Stream.of();
    }

    static JsonObject object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** What the models that said this took, as the entries tell it. */
    static Cost cost(List<JsonObject> entries) {
        Cost cost = Cost.NONE;
        for (JsonObject entry : entries) {
            for (Map.Entry<String, JsonValue> of :
                    object(object(entry, "llm_usage"), "model_usage").entrySet()) {
                JsonObject usage = of.getValue().asJsonObject();
                cost = cost.plus(Cost.of(of.getKey(), tokens(usage, "input"), tokens(usage, "output_total")));
            }
        }
        return cost;
    }

    private static long tokens(JsonObject usage, String kind) {
        return object(usage, kind).getInt("tokens", 0);
    }
}
