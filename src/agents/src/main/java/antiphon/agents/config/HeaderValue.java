package antiphon.agents.config;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The value of a request header: written out, or named and looked up when the request is made. */
public sealed interface HeaderValue {
    record Literal(String text) implements HeaderValue {}

    record Secret(String secretId) implements HeaderValue {}

    record DynamicVariable(String name) implements HeaderValue {}

    record EnvironmentVariable(String label) implements HeaderValue {
        /** What stands before a label in the name of the variable that holds its text, and of the one that is secret. */
        public static final String TEXT = "system__env_";

        public static final String SECRET = "secret__env_";

        /**
         * What it means in a conversation; empty where nobody gave it a meaning.
         *
         * @param variables the conversation's, by name; empty where there is none
         */
        public Optional<String> in(Function<String, String> variables) {
            return Stream.of(TEXT, SECRET)
                    .map(kind -> variables.apply(kind + label))
                    .filter(value -> !value.isEmpty())
                    .findFirst();
        }
    }

    static HeaderValue read(JsonValue value) {
        if (value instanceof JsonString text) {
            return new Literal(text.getString());
        }
        Section section = new Section(value instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT);
        if (section.json().containsKey("secret_id")) {
            return new Secret(section.text("secret_id"));
        }
        return section.json().containsKey("variable_name")
                ? new DynamicVariable(section.text("variable_name"))
                : new EnvironmentVariable(section.text("env_var_label"));
    }
}
