package antiphon.conversations.history;

import antiphon.api.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;

/** Conditions on the tools that were used in a conversation. What a turn holds of them is found by its index of tools. */
final class UsedTools {
    private UsedTools() {}

    /** One of these was called. */
    static void add(Conditions conditions, List<String> names, boolean neverRan) {
        List<String> calls = names.stream()
                .map(name -> {
                    JsonObjectBuilder call = call(name);
                    return listed(neverRan ? call : call.add("tool_has_been_called", true));
                })
                .toList();
        conditions.and(turns(either("t.tool_calls::jsonb", calls.size())), calls.toArray());
    }

    /** One of these was called and answered so. */
    static void addAnswered(Conditions conditions, List<String> names, boolean error) {
        List<Object> values = new ArrayList<>();
        names.forEach(name -> values.add(listed(call(name))));
        names.forEach(name -> values.add(listed(call(name).add("is_error", error))));
        conditions.and(
                turns(either("t.tool_calls::jsonb", names.size()) + " and "
                        + either("t.tool_results::jsonb", names.size())),
                values.toArray());
    }

    private static String turns(String condition) {
        return "exists (select 1 from conversation_turn t where t.conversation_id = c.id and t.tool_calls <> '[]' and "
                + condition + ")";
    }

    private static String either(String column, int count) {
        List<String> each = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            each.add(column + " @> cast(? as jsonb)");
        }
        return "(" + String.join(" or ", each) + ")";
    }

    private static JsonObjectBuilder call(String name) {
        return Json.createObjectBuilder().add("tool_name", name);
    }

    private static String listed(JsonObjectBuilder call) {
        return Json.createArrayBuilder().add(call).build().toString();
    }
}
