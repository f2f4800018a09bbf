package antiphon.analysis.judging;

import antiphon.api.Json;
import antiphon.api.contract.Contract;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something to be picked out of a conversation; the contract's AnalysisProperty. */
public record DataPoint(String id, JsonObject property) {
    private static final Set<String> YES = Set.of("true", "yes", "1");
    private static final Set<String> NO = Set.of("false", "no", "0");
    private static final int LONGEST_NUMBER = 100;

    /** @param settings the agent's {@code platform_settings.data_collection} */
    public static List<DataPoint> read(@Nullable JsonValue settings) {
        List<DataPoint> points = new ArrayList<>();
        if (settings instanceof JsonObject wanted) {
            wanted.forEach((id, property) -> {
                if (property instanceof JsonObject object && !object.getBoolean("is_omitted", false)) {
                    points.add(new DataPoint(id, object));
                }
            });
        }
        return points;
    }

    /** Who is to pick it out, in the contract's word; empty for whoever picks out all. */
    Optional<String> llm() {
        return property.get("llm") instanceof JsonString llm && !llm.getString().isEmpty()
                ? Optional.of(llm.getString())
                : Optional.empty();
    }

    /** {@code string}, {@code boolean}, {@code integer} or {@code number}. */
    String type() {
        return property.getString("type", "string");
    }

    String description() {
        return property.getString("description", "");
    }

    /** The values that are allowed; empty where any is. */
    List<String> choices() {
        return property.get("enum") instanceof JsonArray list
                ? list.getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList()
                : List.of();
    }

    /** What is settled without anybody reading: a constant, or the value of a dynamic variable. */
    Optional<JsonValue> settled(JsonObject variables) {
        JsonValue constant = property.getOrDefault("constant_value", JsonValue.NULL);
        boolean empty = constant.equals(JsonValue.NULL)
                || constant instanceof JsonString text && text.getString().isEmpty();
        if (!empty) {
            return Optional.of(constant);
        }
        String variable = property.getString("dynamic_variable", "");
        return variable.isEmpty() ? Optional.empty() : Optional.ofNullable(variables.get(variable));
    }

    /**
     * The value as this point's type, if it can be read as one without guessing.
     *
     * @return empty when it does not fit
     */
    Optional<JsonValue> fit(JsonValue value) {
        Optional<JsonValue> typed = switch (type()) {
            case "boolean" -> truth(value);
            case "integer" ->
                number(value).filter(DataPoint::isWhole).map(number -> Json.createValue(number.toBigIntegerExact()));
            case "number" -> number(value).map(Json::createValue);
            default -> text(value).map(Json::createValue);
        };
        return choices().isEmpty() ? typed : typed.flatMap(this::choice);
    }

    private Optional<JsonValue> choice(JsonValue typed) {
        String said = text(typed).orElse("");
        return choices().stream()
                .filter(choice -> choice.equalsIgnoreCase(said))
                .findFirst()
                .map(choice -> typed instanceof JsonString ? Json.createValue(choice) : typed);
    }

    private static Optional<String> text(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> Optional.of(((JsonString) value).getString().strip()).filter(text -> !text.isEmpty());
            case NUMBER, TRUE, FALSE -> Optional.of(value.toString());
            case NULL, ARRAY, OBJECT -> Optional.empty();
        };
    }

    private static Optional<JsonValue> truth(JsonValue value) {
        String word = text(value).orElse("").toLowerCase(Locale.ROOT);
        if (YES.contains(word)) {
            return Optional.of(JsonValue.TRUE);
        }
        return NO.contains(word) ? Optional.of(JsonValue.FALSE) : Optional.empty();
    }

    private static Optional<BigDecimal> number(JsonValue value) {
        if (value instanceof JsonNumber number) {
            return Optional.of(number.bigDecimalValue());
        }
        try {
            return text(value).filter(text -> text.length() <= LONGEST_NUMBER).map(BigDecimal::new);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(BigDecimal number) {
        return Math.abs((long) number.scale()) <= LONGEST_NUMBER
                && number.precision() <= LONGEST_NUMBER
                && number.stripTrailingZeros().scale() <= 0;
    }

    /** The contract's DataCollectionResultCommonModel; what does not fit is null, and the rationale says so. */
    JsonObject shown(JsonValue found, String rationale) {
        Optional<JsonValue> fitting = fit(found);
        String why = fitting.isPresent() || found.equals(JsonValue.NULL)
                ? rationale
                : ("The answer is no " + wanted() + ", so there is no value. " + rationale).strip();
        JsonObjectBuilder shown = Json.createObjectBuilder()
                .add("data_collection_id", id)
                .add("value", fitting.orElse(JsonValue.NULL))
                .add("json_schema", Contract.stated().complete("LiteralJsonSchemaProperty", literal()))
                .add("rationale", why);
        return property.get("name") instanceof JsonString name
                ? shown.add("name", name).build()
                : shown.addNull("name").build();
    }

    private String wanted() {
        return choices().isEmpty() ? type() : type() + " of those allowed";
    }

    private JsonObject literal() {
        JsonObjectBuilder literal = Json.createObjectBuilder(property);
        return literal.remove("name").remove("llm").build();
    }
}
