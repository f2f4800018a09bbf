package antiphon.conversations;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of an agent's {@code {{placeholders}}} in one conversation: the server's own, then the client's, then those
 * the agent gives for want of any.
 */
final class DynamicVariables {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*}}");
    private static final String OURS = "system__";
    private static final String FOR_HEADERS_ONLY = "secret__";

    private final Map<String, String> values = new LinkedHashMap<>();

    /** @param system without their prefix */
    DynamicVariables(Map<String, String> system, JsonObject client, Map<String, JsonValue> agent) {
        agent.forEach(this::put);
        client.forEach(this::put);
        system.forEach((name, value) -> values.put(OURS + name, value));
    }

    private void put(String name, JsonValue value) {
        if (!name.startsWith(OURS) && value.getValueType() != JsonValue.ValueType.NULL) {
            values.put(
                    name,
                    switch (value) {
                        case JsonString words -> words.getString();
                        case JsonNumber number -> number.toString();
                        default -> value.toString();
                    });
        }
    }

    /** The names that texts ask for and nobody gave a value to. */
    Set<String> missing(String... texts) {
        Set<String> missing = new TreeSet<>();
        for (String text : texts) {
            PLACEHOLDER
                    .matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !knows(name))
                    .forEach(missing::add);
        }
        return missing;
    }

    String fill(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            String name = found.group(1);
            return Matcher.quoteReplacement(knows(name) ? values.getOrDefault(name, "") : found.group());
        });
    }

    /** The value of a name; empty when there is none. */
    String value(String name) {
        return values.getOrDefault(name, "");
    }

    private boolean knows(String name) {
        return values.containsKey(name) && !name.startsWith(FOR_HEADERS_ONLY);
    }
}
