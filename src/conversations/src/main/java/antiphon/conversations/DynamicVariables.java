package antiphon.conversations;

import antiphon.agents.config.HeaderValue.EnvironmentVariable;
import antiphon.api.Json;
import antiphon.conversations.tools.CallVariables;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of an agent's {@code {{placeholders}}} in one conversation: the server's own, then the client's, then those
 * the agent gives for want of any. Tools change them while the conversation goes on. Any thread.
 */
final class DynamicVariables implements CallVariables {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*}}");
    private static final String OURS = "system__";
    private static final String FOR_HEADERS_ONLY = "secret__";

    private final Map<String, JsonValue> values = new ConcurrentHashMap<>();

    /** @param system without their prefix */
    DynamicVariables(Map<String, String> system, Map<String, JsonValue> client, Map<String, JsonValue> agent) {
        agent.forEach(this::put);
        client.forEach(this::put);
        system.forEach(this::putOurs);
    }

    private void put(String name, JsonValue value) {
        if (!name.startsWith(OURS)
                && !name.startsWith(EnvironmentVariable.SECRET)
                && value.getValueType() != JsonValue.ValueType.NULL) {
            values.put(name, value);
        }
    }

    /** @param name without its prefix */
    void putOurs(String name, String value) {
        values.put(OURS + name, Json.createValue(value));
    }

    /** What environment variables mean in this conversation, by their whole names; secret ones are for headers. */
    void putEnvironment(Map<String, String> meanings) {
        meanings.forEach((name, text) -> values.put(name, Json.createValue(text)));
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

    @Override
    public String fill(String text) {
        return filled(text, this::knows);
    }

    @Override
    public String fillSecretly(String text) {
        return filled(text, values::containsKey);
    }

    private String filled(String text, Predicate<String> known) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            String name = found.group(1);
            return Matcher.quoteReplacement(known.test(name) ? value(name) : found.group());
        });
    }

    @Override
    public String value(String name) {
        JsonValue value = json(name);
        return value == JsonValue.NULL ? "" : text(value);
    }

    @Override
    public JsonValue json(String name) {
        return values.getOrDefault(name, JsonValue.NULL);
    }

    @Override
    public Optional<String> assign(String name, JsonValue value) {
        Optional<String> before = Optional.ofNullable(values.get(name)).map(DynamicVariables::text);
        put(name, value);
        return before;
    }

    @Override
    public void offer(Map<String, JsonValue> placeholders) {
        placeholders.forEach((name, value) -> {
            if (!values.containsKey(name)) {
                put(name, value);
            }
        });
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString words ? words.getString() : value.toString();
    }

    private boolean knows(String name) {
        return values.containsKey(name) && !name.startsWith(FOR_HEADERS_ONLY);
    }
}
