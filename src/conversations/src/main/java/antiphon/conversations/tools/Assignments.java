package antiphon.conversations.tools;

import antiphon.agents.config.VariableAssignment;
import antiphon.api.Json;
import antiphon.language.ToolUse;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Dynamic variables that take their values from what a tool answered. */
record Assignments(CallVariables variables, ToolLedger ledger, InstantSource clock) {

    /**
     * Has the variables take their values.
     *
     * @return the result as the model may see it: without what is to be kept from it
     */
    JsonValue take(ToolUse use, String type, List<VariableAssignment> assignments, JsonValue result) {
        JsonValue shown = result;
        JsonArrayBuilder updates = Json.createArrayBuilder();
        for (VariableAssignment assignment : assignments) {
            Optional<JsonPath> path = path(assignment.valuePath(), result);
            if (path.isPresent()) {
                JsonValue value = path.get().in(result).orElse(JsonValue.NULL);
                if (value != JsonValue.NULL) {
                    JsonValue assigned =
                            assignment.preserveNativeType() ? value : Json.createValue(JsonText.words(value));
                    Optional<String> before = variables.assign(assignment.dynamicVariable(), assigned);
                    updates.add(update(use, assignment.dynamicVariable(), before, JsonText.words(value)));
                }
                shown = assignment.sanitize() ? path.get().removedFrom(shown) : shown;
            }
        }
        JsonArray made = updates.build();
        if (!made.isEmpty()) {
            ledger.updates(use.id(), type, made);
        }
        return shown;
    }

    /** Some write the whole answer's name in front. */
    private static Optional<JsonPath> path(String text, JsonValue result) {
        JsonPath path = JsonPath.parse(text);
        if (path.in(result).isPresent()) {
            return Optional.of(path);
        }
        boolean named = !path.steps().isEmpty() && path.steps().getFirst().equals("response");
        JsonPath rest =
                named ? new JsonPath(path.steps().subList(1, path.steps().size())) : path;
        return Optional.of(rest).filter(found -> found.in(result).isPresent());
    }

    private JsonValue update(ToolUse use, String variable, Optional<String> before, String after) {
        return Json.createObjectBuilder()
                .add("variable_name", variable)
                .add("old_value", before.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
                .add("new_value", after)
                .add("updated_at", clock.instant().toEpochMilli() / 1000.0)
                .add("tool_name", use.tool())
                .add("tool_request_id", use.id())
                .build();
    }
}
