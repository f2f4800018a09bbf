package antiphon.agents.config;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** The value of a request header: written out, or named and looked up when the request is made. */
public sealed interface HeaderValue {
    record Literal(String text) implements HeaderValue {}

    record Secret(String secretId) implements HeaderValue {}

    record DynamicVariable(String name) implements HeaderValue {}

    record EnvironmentVariable(String label) implements HeaderValue {}

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
