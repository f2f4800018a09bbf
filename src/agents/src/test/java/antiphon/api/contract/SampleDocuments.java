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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Documents that the contract's schemas allow, made at random; the same ones for the same seed. What they would refer to
 * does not exist, so they refer to nothing.
 */
public final class SampleDocuments {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int DEEP = 7;
    private static final List<String> WORDS = List.of(
            "",
            "coffee",
            "Grüße",
            "日本語のテキスト",
            "👋🏽 hi",
            "\"quoted\" \\ back",
            "line\nbreak\ttab",
            "שלום",
            "a b",
            "{{name}}",
            "0",
            "null");

    /** Fits every pattern that an agent's schemas state. */
    private static final String FITS_PATTERNS = "42";

    private static final Set<String> REFERENCES = Set.of(
            "tool_ids",
            "mcp_server_ids",
            "knowledge_base",
            "attached_tests",
            "procedures",
            "api_key",
            "auth_connection",
            "conversation_history_redaction"); // of which a server knows some entities only
    private static final Set<String> REFERRING =
            Set.of("ConvAISecretLocator", "ConvAIEnvVarLocator", "ConvAIUserSecretDBModel");

    private final Contract contract = Contract.stated();
    private final Random random;
    private List<Spot> spots = new ArrayList<>();

    public SampleDocuments(long seed) {
        random = new Random(seed);
    }

    /**
     * A value of a document.
     *
     * @param path from the body to it, without the tags of unions
     * @param schema what it has to fit
     */
    public record Spot(List<Object> path, JsonObject schema) {}

    /** A document that fits. */
    public JsonObject next(String schema) {
        spots = new ArrayList<>();
        return value(contract.named(schema), List.of("body"), 0).asJsonObject();
    }

    /** Where the last document can be wrong in one certain way: values whose schema is no choice between several. */
    public List<Spot> spots() {
        return List.copyOf(spots);
    }

    private JsonValue value(JsonObject stated, List<Object> path, int depth) {
        JsonObject schema = contract.resolve(stated);
        Union union = Union.of(schema).orElse(null);
        if (union != null) {
            return choice(union, path, depth);
        }
        if (schema.get("const") instanceof JsonValue constant) {
            return constant;
        }
        spots.add(new Spot(path, schema));
        if (schema.get("enum") instanceof JsonArray words) {
            return words.get(random.nextInt(words.size()));
        }
        return switch (schema.getString("type", "")) {
            case "object" -> object(schema, path, depth);
            case "array" -> array(schema, path, depth);
            case "string" -> JSON.createValue(text(schema));
            case "integer" -> JSON.createValue(number(schema).longValue());
            case "number" -> JSON.createValue(number(schema));
            case "boolean" -> random.nextBoolean() ? JsonValue.TRUE : JsonValue.FALSE;
            default -> anything(depth);
        };
    }

    private JsonValue choice(Union union, List<Object> path, int depth) {
        List<JsonObject> variants = union.variants().stream()
                .filter(variant -> !REFERRING.contains(variant.getString("$ref", "")))
                .toList();
        if (union.nullable() && random.nextInt(6) == 0) {
            return JsonValue.NULL;
        }
        JsonObject variant = depth < DEEP ? variants.get(random.nextInt(variants.size())) : smallest(variants);
        if (union.variants().size() == 1 || union.isTagged()) {
            JsonValue value = value(variant, path, depth);
            return union.isTagged() ? tagged(union, variant, value.asJsonObject()) : value;
        }
        // Of a choice without tags nobody can say which of its sides was meant wrongly.
        int before = spots.size();
        JsonValue value = value(variant, path, depth);
        spots.subList(before, spots.size()).clear();
        return value;
    }

    /** The field that tells the variant apart may be missing from what it requires. */
    private static JsonObject tagged(Union union, JsonObject variant, JsonObject value) {
        String name = variant.getString("$ref", "");
        for (Map.Entry<String, JsonValue> tag : union.tags().entrySet()) {
            if (((JsonString) tag.getValue()).getString().equals(name)) {
                return JSON.createObjectBuilder(value)
                        .add(union.tagField(), tag.getKey())
                        .build();
            }
        }
        return value;
    }

    private JsonObject smallest(List<JsonObject> variants) {
        return variants.stream()
                .min(Comparator.comparingInt(variant -> needs(contract.resolve(variant))))
                .orElseThrow();
    }

    private static int needs(JsonObject schema) {
        return schema.get("required") instanceof JsonArray required ? required.size() : 0;
    }

    private JsonObject object(JsonObject schema, List<Object> path, int depth) {
        JsonObjectBuilder object = JSON.createObjectBuilder();
        JsonArray required = schema.get("required") instanceof JsonArray names ? names : JsonValue.EMPTY_JSON_ARRAY;
        JsonObject properties =
                schema.getOrDefault("properties", JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
        int members = 0;
        for (Map.Entry<String, JsonValue> property : properties.entrySet()) {
            String name = property.getKey();
            boolean must = required.contains(JSON.createValue(name));
            boolean may = !REFERENCES.contains(name) && depth < DEEP && random.nextInt(depth + 2) == 0;
            if (must || may) {
                object.add(name, value(property.getValue().asJsonObject(), longer(path, name), depth + 1));
                members++;
            }
        }
        if (schema.get("additionalProperties") instanceof JsonObject others) {
            for (int i = Math.max(schema.getInt("minProperties", 0), random.nextInt(3)); i > 0; i--) {
                String key = schema.get("propertyNames") instanceof JsonObject names
                        ? ((JsonString) value(names, path, depth)).getString()
                        : "key" + i;
                object.add(key, value(others, longer(path, key), depth + 1));
            }
        } else if (schema.get("additionalProperties") != JsonValue.FALSE && random.nextInt(8) == 0) {
            object.add("of_tomorrow_" + members, anything(depth));
        }
        return object.build();
    }

    private JsonArray array(JsonObject schema, List<Object> path, int depth) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        int least = schema.getInt("minItems", 0);
        int wanted = depth < DEEP ? random.nextInt(3) : 0;
        int size = Math.max(least, Math.min(wanted, schema.getInt("maxItems", wanted)));
        if (schema.getBoolean("uniqueItems", false)) {
            size = Math.min(size, 1);
        }
        JsonObject items = schema.get("items") instanceof JsonObject of ? of : JsonValue.EMPTY_JSON_OBJECT;
        for (int i = 0; i < size; i++) {
            array.add(value(items, longer(path, i), depth + 1));
        }
        return array.build();
    }

    private String text(JsonObject schema) {
        if (schema.containsKey("pattern")) {
            return FITS_PATTERNS;
        }
        String text = WORDS.get(random.nextInt(WORDS.size()));
        while (text.codePointCount(0, text.length()) < schema.getInt("minLength", 0)) {
            text += "word";
        }
        int most = schema.getInt("maxLength", Integer.MAX_VALUE);
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    private BigDecimal number(JsonObject schema) {
        boolean whole = schema.getString("type").equals("integer");
        BigDecimal step = whole ? BigDecimal.ONE : new BigDecimal("0.0625");
        BigDecimal least = bound(schema, "minimum", "exclusiveMinimum", step, new BigDecimal(-4));
        BigDecimal most = bound(schema, "maximum", "exclusiveMaximum", step.negate(), least.add(new BigDecimal(1000)));
        BigDecimal number = least.add(most.subtract(least)
                .multiply(new BigDecimal(random.nextInt(17)))
                .divide(new BigDecimal(16)));
        return whole ? new BigDecimal(number.toBigInteger()).max(least) : number;
    }

    private static BigDecimal bound(
            JsonObject schema, String open, String closed, BigDecimal step, BigDecimal otherwise) {
        if (schema.get(open) instanceof JsonNumber limit) {
            return limit.bigDecimalValue();
        }
        return schema.get(closed) instanceof JsonNumber limit
                ? limit.bigDecimalValue().add(step)
                : otherwise;
    }

    private JsonValue anything(int depth) {
        return switch (random.nextInt(depth < DEEP ? 6 : 4)) {
            case 0 -> JSON.createValue(WORDS.get(random.nextInt(WORDS.size())));
            case 1 -> JSON.createValue(random.nextInt(1000) - 500);
            case 2 -> JSON.createValue(new BigDecimal(random.nextInt(100000)).movePointLeft(3));
            case 3 -> random.nextBoolean() ? JsonValue.TRUE : JsonValue.FALSE;
            case 4 ->
                JSON.createArrayBuilder()
                        .add(anything(depth + 2))
                        .add(JsonValue.NULL)
                        .build();
            default ->
                JSON.createObjectBuilder().add("näme", anything(depth + 2)).build();
        };
    }

    private static List<Object> longer(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
