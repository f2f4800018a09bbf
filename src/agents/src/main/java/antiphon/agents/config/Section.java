package antiphon.agents.config;

import antiphon.api.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A section of a completed document, read by type. What is missing or of another kind reads as empty, zero or false. */
record Section(JsonObject json) {

    Section section(String name) {
        return new Section(object(name).orElse(JsonValue.EMPTY_JSON_OBJECT));
    }

    Optional<Section> optionalSection(String name) {
        return object(name).map(Section::new);
    }

    Optional<JsonObject> object(String name) {
        return json.get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    /** This, but for what another says otherwise; what is null there says nothing. */
    Section changedBy(Section other) {
        JsonObjectBuilder changed = Json.createObjectBuilder(json);
        other.json.forEach((name, value) -> {
            if (value != JsonValue.NULL) {
                changed.add(name, value);
            }
        });
        return new Section(changed.build());
    }

    String text(String name) {
        return optionalText(name).orElse("");
    }

    Optional<String> optionalText(String name) {
        return json.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    boolean flag(String name) {
        return json.get(name) == JsonValue.TRUE;
    }

    double number(String name) {
        return optionalNumber(name).orElse(0.0);
    }

    Optional<Double> optionalNumber(String name) {
        return json.get(name) instanceof JsonNumber number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    int whole(String name) {
        return (int) Math.clamp(number(name), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** A count for which the contract writes "no limit" as a negative number. */
    Optional<Integer> limit(String name) {
        return Optional.of(whole(name)).filter(count -> count >= 0);
    }

    Duration seconds(String name) {
        return optionalSeconds(name).orElse(Duration.ZERO);
    }

    /** A length of time for which the contract writes "never" as null or a negative number. */
    Optional<Duration> optionalSeconds(String name) {
        double longest = Duration.ofDays(365).toSeconds();
        return optionalNumber(name)
                .filter(seconds -> seconds >= 0)
                .map(seconds -> Duration.ofMillis(Math.round(Math.min(seconds, longest) * 1000)));
    }

    List<String> texts(String name) {
        return values(name).stream()
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).getString())
                .toList();
    }

    <T> List<T> sections(String name, Function<Section, T> read) {
        return values(name).stream()
                .filter(JsonObject.class::isInstance)
                .map(value -> read.apply(new Section(value.asJsonObject())))
                .toList();
    }

    /** The members of a map, in their order; nulls are left out. */
    <T> Map<String, T> members(String name, BiFunction<String, JsonValue, T> read) {
        Map<String, T> members = new LinkedHashMap<>();
        section(name).json.forEach((key, value) -> {
            if (value != JsonValue.NULL) {
                members.put(key, read.apply(key, value));
            }
        });
        return members;
    }

    /** The members of a map that are sections, in their order. */
    <T> Map<String, T> sectionsByName(String name, Function<Section, T> read) {
        Map<String, T> sections = new LinkedHashMap<>();
        section(name).json.forEach((key, value) -> {
            if (value instanceof JsonObject object) {
                sections.put(key, read.apply(new Section(object)));
            }
        });
        return sections;
    }

    private List<JsonValue> values(String name) {
        return json.get(name) instanceof JsonArray array ? array : List.of();
    }
}
