package antiphon.api.contract;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Plants one thing that the contract does not allow into a document that it does. */
public final class Flaws {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int LONGEST = 5000;

    private final Random random;

    public Flaws(long seed) {
        random = new Random(seed);
    }

    /** @param path from the body to what is wrong, without the tags of unions */
    public record Flawed(JsonObject document, List<Object> path, String what) {

        /** Whether a problem is at this place: tags of unions may stand between, and a wrong tag is its owner's. */
        public boolean isAt(List<Object> place) {
            return leadsTo(path, place) || leadsTo(path.subList(0, path.size() - 1), place);
        }

        private static boolean leadsTo(List<Object> path, List<Object> place) {
            int next = 0;
            for (Object step : place) {
                if (next < path.size() && path.get(next).equals(step)) {
                    next++;
                }
            }
            return next == path.size() && place.size() <= path.size() + 4;
        }
    }

    private record Flaw(List<Object> path, JsonValue value, String what) {}

    /** Somewhere among these places. */
    public Flawed plant(JsonObject document, List<SampleDocuments.Spot> spots) {
        List<Flaw> flaws = new ArrayList<>();
        while (flaws.isEmpty()) {
            flaws.addAll(flaws(document, spots.get(random.nextInt(spots.size()))));
        }
        Flaw flaw = flaws.get(random.nextInt(flaws.size()));
        JsonValue flawed = replaced(document, flaw.path().subList(1, flaw.path().size()), flaw.value());
        return new Flawed(flawed.asJsonObject(), flaw.path(), flaw.what());
    }

    private static List<Flaw> flaws(JsonObject document, SampleDocuments.Spot spot) {
        List<Flaw> flaws = new ArrayList<>();
        List<Object> path = spot.path();
        JsonObject schema = spot.schema();
        if (path.size() < 2) {
            return flaws;
        }
        String type = schema.getString("type", "");
        if (schema.containsKey("enum")) {
            flaws.add(new Flaw(path, JSON.createValue("no such word"), "a word that is not among those allowed"));
            return flaws;
        }
        switch (type) {
            case "object", "array" -> flaws.add(new Flaw(path, JSON.createValue(7), "a number"));
            case "string" -> flaws.add(new Flaw(path, JsonValue.EMPTY_JSON_OBJECT, "an object"));
            case "integer" -> flaws.add(new Flaw(path, JSON.createValue(new BigDecimal("1.5")), "a fraction"));
            case "number", "boolean" -> flaws.add(new Flaw(path, JSON.createValue("words"), "words"));
            default -> {}
        }
        addBeyondLimits(flaws, path, schema);
        if (schema.get("required") instanceof JsonArray required && at(document, path) instanceof JsonObject object) {
            required.getValuesAs(JsonString::getString).stream()
                    .filter(object::containsKey)
                    .map(name -> new Flaw(longer(path, name), JsonValue.NULL, MISSING))
                    .forEach(flaws::add);
        }
        return flaws;
    }

    private static final String MISSING = "nothing";

    private static void addBeyondLimits(List<Flaw> flaws, List<Object> path, JsonObject schema) {
        if (schema.get("maximum") instanceof JsonNumber most) {
            BigDecimal more = most.bigDecimalValue().add(BigDecimal.ONE);
            flaws.add(new Flaw(path, JSON.createValue(more), "too much"));
        }
        if (schema.get("minimum") instanceof JsonNumber least) {
            BigDecimal less = least.bigDecimalValue().subtract(BigDecimal.ONE);
            flaws.add(new Flaw(path, JSON.createValue(less), "too little"));
        }
        if (schema.getInt("maxLength", LONGEST) < LONGEST) {
            flaws.add(new Flaw(path, JSON.createValue("x".repeat(schema.getInt("maxLength") + 1)), "too many letters"));
        }
        if (schema.getInt("minLength", 0) > 0) {
            flaws.add(new Flaw(path, JSON.createValue(""), "too few letters"));
        }
    }

    private static JsonValue at(JsonValue document, List<Object> path) {
        JsonValue at = document;
        for (Object step : path.subList(1, path.size())) {
            at = step instanceof Integer position ? at.asJsonArray().get(position) : member(at, step);
        }
        return at;
    }

    private static JsonValue member(JsonValue object, Object name) {
        return object.asJsonObject().getOrDefault(name, JsonValue.NULL);
    }

    private static JsonValue replaced(JsonValue document, List<Object> path, JsonValue value) {
        if (path.isEmpty()) {
            return value;
        }
        List<Object> rest = path.subList(1, path.size());
        if (path.getFirst() instanceof Integer position) {
            JsonArrayBuilder array = JSON.createArrayBuilder(document.asJsonArray());
            return array.set(position, replaced(document.asJsonArray().get(position), rest, value))
                    .build();
        }
        String name = path.getFirst().toString();
        JsonObjectBuilder object = JSON.createObjectBuilder(document.asJsonObject());
        // A null that was planted stands for what is missing.
        return rest.isEmpty() && value == JsonValue.NULL
                ? object.remove(name).build()
                : object.add(name, replaced(member(document, name), rest, value))
                        .build();
    }

    private static List<Object> longer(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
