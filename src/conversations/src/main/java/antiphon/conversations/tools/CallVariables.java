package antiphon.conversations.tools;

import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/** The dynamic variables of one conversation. Any thread. */
public interface CallVariables {
    /** The value of a name as text; empty when there is none. */
    String value(String name);

    /** The value of a name; {@link JsonValue#NULL} when there is none. */
    JsonValue json(String name);

    /** A text with the values in place of its {@code {{placeholders}}}; fit to be said or read by a model. */
    String fill(String text);

    /** The same with the values that only other people's servers may see. */
    String fillSecretly(String text);

    /**
     * From here on the name has this value.
     *
     * @return what it was before, as text
     */
    Optional<String> assign(String name, JsonValue value);

    /** Values for names that have none yet. */
    void offer(Map<String, JsonValue> placeholders);
}
