package antiphon.api.contract;

import antiphon.api.Problem;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A choice between schemas: {@code anyOf} or {@code oneOf}, with or without a field that says which is meant.
 *
 * @param variants without the null type
 * @param nullable whether null is one of the choices
 * @param tagField the field that names the variant, or empty
 * @param tags from the field's value to the variant's schema name
 */
record Union(List<JsonObject> variants, boolean nullable, String tagField, JsonObject tags) {

    /** The union that this schema is, if it is one. */
    static Optional<Union> of(JsonObject schema) {
        JsonArray choices = schema.containsKey("oneOf") ? schema.getJsonArray("oneOf") : schema.getJsonArray("anyOf");
        if (choices == null) {
            return Optional.empty();
        }
        List<JsonObject> variants = new ArrayList<>();
        boolean nullable = false;
        for (JsonObject choice : choices.getValuesAs(JsonObject.class)) {
            if (isNullType(choice)) {
                nullable = true;
            } else {
                variants.add(choice);
            }
        }
        JsonObject discriminator = schema.getJsonObject("discriminator");
        return Optional.of(
                discriminator == null
                        ? new Union(variants, nullable, "", JsonValue.EMPTY_JSON_OBJECT)
                        : new Union(
                                variants,
                                nullable,
                                discriminator.getString("propertyName"),
                                discriminator.getJsonObject("mapping")));
    }

    boolean isTagged() {
        return !tagField.isEmpty();
    }

    /** The variant whose tag the value carries. */
    Optional<JsonObject> tagged(Contract contract, JsonValue value) {
        if (value instanceof JsonObject object
                && object.get(tagField) instanceof JsonString tag
                && tags.containsKey(tag.getString())) {
            return Optional.of(contract.named(tags.getString(tag.getString())));
        }
        return Optional.empty();
    }

    /** The variant that fits, or else the one that comes closest. */
    JsonObject closest(Contract contract, JsonValue value) {
        JsonObject best = variants.getFirst();
        long fewest = Long.MAX_VALUE;
        for (JsonObject variant : variants) {
            List<Problem> problems = Validation.of(contract, variant, value);
            long distance = problems.size() + (speaksOfOther(contract.resolve(variant), value) ? 1000 : 0);
            if (distance < fewest) {
                fewest = distance;
                best = variant;
            }
        }
        return best;
    }

    private static boolean isNullType(JsonObject schema) {
        return "null".equals(schema.getString("type", ""));
    }

    /** Whether the variant is for another kind of value, or for objects whose constant fields have other values. */
    private static boolean speaksOfOther(JsonObject variant, JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            return !Kind.fits(variant.getString("type", ""), value);
        }
        if (!variant.getString("type", "object").equals("object")) {
            return true;
        }
        JsonObject properties =
                variant.getOrDefault("properties", JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
        return object.entrySet().stream().anyMatch(member -> {
            JsonValue known = properties.get(member.getKey());
            return known instanceof JsonObject schema
                    && schema.containsKey("const")
                    && !member.getValue().equals(schema.get("const"));
        });
    }
}
