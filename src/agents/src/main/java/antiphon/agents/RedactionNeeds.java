package antiphon.agents;

import antiphon.agents.redaction.PersonalEntity;
import antiphon.api.Problem;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether this server can take out of words what an agent wants taken out. Half of it is no privacy, so it is refused. */
final class RedactionNeeds {
    private static final String[] PLACE = {"platform_settings", "privacy", "conversation_history_redaction"};

    private RedactionNeeds() {}

    static void check(AgentDocument document, Optional<AgentDocument> before, List<Problem> problems) {
        if (!(document.at(PLACE) instanceof JsonObject redaction)
                || redaction.get("enabled") != JsonValue.TRUE
                || before.map(old -> old.at(PLACE)).equals(Optional.of(redaction))) {
            return;
        }
        JsonArray entities = redaction.get("entities") instanceof JsonArray list ? list : JsonValue.EMPTY_JSON_ARRAY;
        if (entities.isEmpty()) {
            problems.add(problem(List.of("entities"), "Say what is to be taken out; " + known()));
        }
        for (int i = 0; i < entities.size(); i++) {
            if (entities.get(i) instanceof JsonString name
                    && PersonalEntity.of(name.getString()).isEmpty()) {
                problems.add(problem(
                        List.of("entities", i),
                        "'" + name.getString() + "' is not surely recognized here; " + known()));
            }
        }
        if (redaction.get("excluded_data_collection_ids") instanceof JsonArray excluded && !excluded.isEmpty()) {
            problems.add(problem(
                    List.of("excluded_data_collection_ids"),
                    "What is taken out is never kept, so nothing can be collected from it afterwards"));
        }
    }

    private static String known() {
        return "this server recognizes " + String.join(", ", PersonalEntity.wireNames());
    }

    private static Problem problem(List<?> place, String message) {
        List<Object> path = new ArrayList<>(List.of("body"));
        path.addAll(List.of(PLACE));
        path.addAll(place);
        return new Problem(path, message, "value_error");
    }
}
