package antiphon.conversations.tools;

import antiphon.api.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which arguments have to be given together or instead of one another: the contract's {@code required_constraints}.
 *
 * @param anyOf one of these groups has to be there whole, if there are any
 * @param allOf each of these groups has to be there whole
 */
record RequiredConstraints(List<List<String>> anyOf, List<List<String>> allOf) {
    static final String NAME = "required_constraints";

    /** @param described a schema in the contract's dialect */
    static RequiredConstraints of(JsonObject described) {
        JsonObject constraints =
                described.get(NAME) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        return new RequiredConstraints(groups(constraints, "any_of"), groups(constraints, "all_of"));
    }

    /** What is asked for in vain, in words. */
    Stream<String> unmet(JsonObject given) {
        Stream<String> alternatives = anyOf.isEmpty() || anyOf.stream().anyMatch(group -> isWhole(group, given))
                ? Stream.of()
                : Stream.of(alternatives());
        return Stream.concat(
                alternatives,
                allOf.stream().filter(group -> !isWhole(group, given)).map(RequiredConstraints::together));
    }

    /** For a model to read; empty when nothing is asked for. */
    String words() {
        return Stream.concat(
                        Stream.of(alternatives()).filter(words -> !words.isEmpty()),
                        allOf.stream().map(RequiredConstraints::together))
                .map(words -> "Give " + words + ".")
                .collect(Collectors.joining(" "));
    }

    /** In the contract's form, under other names. */
    JsonObject json(Map<String, String> names) {
        return Json.createObjectBuilder()
                .add("any_of", array(anyOf, names))
                .add("all_of", array(allOf, names))
                .build();
    }

    private String alternatives() {
        return anyOf.stream().map(RequiredConstraints::together).collect(Collectors.joining(", or "));
    }

    private static String together(List<String> group) {
        return String.join(" and ", group);
    }

    private static boolean isWhole(List<String> group, JsonObject given) {
        return group.stream().noneMatch(name -> given.getOrDefault(name, JsonValue.NULL) == JsonValue.NULL);
    }

    private static List<List<String>> groups(JsonObject constraints, String name) {
        return constraints.get(name) instanceof JsonArray groups
                ? groups.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(group -> names(group.asJsonObject().getOrDefault("required", JsonValue.NULL)))
                        .filter(group -> !group.isEmpty())
                        .toList()
                : List.of();
    }

    private static List<String> names(JsonValue list) {
        return list instanceof JsonArray array
                ? array.stream()
                        .filter(JsonString.class::isInstance)
                        .map(name -> ((JsonString) name).getString())
                        .toList()
                : List.of();
    }

    private static JsonArray array(List<List<String>> groups, Map<String, String> names) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        groups.forEach(group -> array.add(Json.createObjectBuilder()
                .add(
                        "required",
                        Json.createArrayBuilder(group.stream()
                                .map(name -> names.getOrDefault(name, name))
                                .toList()))));
        return array.build();
    }
}
