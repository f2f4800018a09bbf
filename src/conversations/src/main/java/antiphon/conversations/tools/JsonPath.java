package antiphon.conversations.tools;

import antiphon.api.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A place in a JSON value, written with dots: {@code order.items.0.id} or {@code order.items[0].id}. */
record JsonPath(List<String> steps) {
    static JsonPath parse(String text) {
        String dotted =
                text.strip().replaceFirst("^\\$\\.?", "").replace("[", ".").replace("]", "");
        return new JsonPath(Arrays.stream(dotted.split("\\."))
                .filter(step -> !step.isEmpty())
                .toList());
    }

    Optional<JsonValue> in(JsonValue value) {
        JsonValue here = value;
        for (String step : steps) {
            Optional<JsonValue> next = child(here, step);
            if (next.isEmpty()) {
                return next;
            }
            here = next.get();
        }
        return Optional.of(here);
    }

    /** The value without what is at this place. */
    JsonValue removedFrom(JsonValue value) {
        if (steps.isEmpty()) {
            return JsonValue.NULL;
        }
        String first = steps.getFirst();
        JsonPath rest = new JsonPath(steps.subList(1, steps.size()));
        return switch (value) {
            case JsonObject object
            when object.containsKey(first) -> {
                JsonObjectBuilder kept = Json.createObjectBuilder(object).remove(first);
                yield rest.steps.isEmpty()
                        ? kept.build()
                        : kept.add(first, rest.removedFrom(object.get(first))).build();
            }
            case JsonArray array
            when child(array, first).isPresent() -> {
                int index = Integer.parseInt(first);
                JsonArrayBuilder kept = Json.createArrayBuilder(array);
                yield rest.steps.isEmpty()
                        ? kept.remove(index).build()
                        : kept.set(index, rest.removedFrom(array.get(index))).build();
            }
            default -> value;
        };
    }

    /** What is at this place, with nothing beside it. Names also reach into every member of a list on the way. */
    Optional<JsonValue> onlyIn(JsonValue value) {
        if (steps.isEmpty()) {
            return Optional.of(value);
        }
        JsonPath rest = new JsonPath(steps.subList(1, steps.size()));
        String first = steps.getFirst();
        return switch (value) {
            case JsonObject object
            when object.containsKey(first) ->
                rest.onlyIn(object.get(first))
                        .map(kept -> Json.createObjectBuilder().add(first, kept).build());
            case JsonArray array -> {
                JsonPath within = first.matches("\\d+|\\*") ? rest : this;
                JsonArrayBuilder kept = Json.createArrayBuilder();
                array.forEach(member -> kept.add(within.onlyIn(member).orElse(JsonValue.EMPTY_JSON_OBJECT)));
                yield Optional.of(kept.build());
            }
            default -> Optional.empty();
        };
    }

    private static Optional<JsonValue> child(JsonValue value, String step) {
        return switch (value) {
            case JsonObject object -> Optional.ofNullable(object.get(step));
            case JsonArray array
            when step.matches("\\d{1,6}") && Integer.parseInt(step) < array.size() ->
                Optional.of(array.get(Integer.parseInt(step)));
            default -> Optional.empty();
        };
    }
}
