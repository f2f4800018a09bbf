package antiphon.agents.redaction;

import antiphon.api.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes what is personal out of words: in its place stands what it was, such as {@code [EMAIL_ADDRESS]}. Any thread. */
public final class Redaction {
    /** Leaves everything as it is. */
    public static final Redaction NONE = new Redaction(List.of(), "");

    private final List<PersonalEntity> entities;
    private final String language;

    private Redaction(List<PersonalEntity> entities, String language) {
        this.entities = entities;
        this.language = language;
    }

    /**
     * @param wireNames what is to go, in the contract's words; what is not known here is passed over
     * @param language of the words
     */
    public static Redaction of(Collection<String> wireNames, String language) {
        return new Redaction(
                wireNames.stream()
                        .flatMap(name -> PersonalEntity.of(name).stream())
                        .sorted(Comparator.naturalOrder())
                        .distinct()
                        .toList(),
                language);
    }

    public boolean isNone() {
        return entities.isEmpty();
    }

    /** Words without what is personal in them; JSON stays JSON. */
    public String of(String words) {
        if (isNone() || words.isBlank()) {
            return words;
        }
        return structure(words).map(json -> of(json).toString()).orElseGet(() -> plain(words));
    }

    /** The same, with every value that is personal replaced by a string that says so; names of members stay. */
    public JsonValue of(JsonValue value) {
        if (isNone()) {
            return value;
        }
        return switch (value.getValueType()) {
            case OBJECT -> of(value.asJsonObject());
            case ARRAY -> {
                JsonArrayBuilder array = Json.createArrayBuilder();
                value.asJsonArray().forEach(each -> array.add(of(each)));
                yield array.build();
            }
            case STRING -> Json.createValue(of(((JsonString) value).getString()));
            case NUMBER -> {
                String digits = plain(value.toString());
                yield digits.equals(value.toString()) ? value : Json.createValue(digits);
            }
            case TRUE, FALSE, NULL -> value;
        };
    }

    public JsonObject of(JsonObject object) {
        if (isNone()) {
            return object;
        }
        JsonObjectBuilder redacted = Json.createObjectBuilder();
        object.forEach((name, value) -> redacted.add(name, of(value)));
        return redacted.build();
    }

    private static Optional<JsonValue> structure(String words) {
        String text = words.strip();
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return Optional.empty();
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return Optional.of(reader.readValue());
        } catch (JsonException | IllegalStateException plainWords) {
            return Optional.empty();
        }
    }

    private String plain(String words) {
        SortedMap<Span, PersonalEntity> found = new TreeMap<>(Comparator.comparingInt(Span::start));
        for (PersonalEntity entity : entities) {
            List<Span> spans = entity.find(words, language).toList();
            for (Span span : spans) {
                if (found.keySet().stream().noneMatch(span::overlaps)) {
                    found.put(span, entity);
                }
            }
        }
        return replaced(words, found);
    }

    private static String replaced(String words, SortedMap<Span, PersonalEntity> found) {
        StringBuilder redacted = new StringBuilder();
        int at = 0;
        for (var each : found.entrySet()) {
            redacted.append(words, at, each.getKey().start())
                    .append(each.getValue().mark());
            at = each.getKey().end();
        }
        return redacted.append(words.substring(at)).toString();
    }
}
