package antiphon.conversations.tools;

import antiphon.api.Json;
import antiphon.call.ToolBox.Then;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Something the call itself can do for an agent: one of the contract's system tools. */
interface SystemAct {
    /** For a model whose owner said nothing of his own. */
    String description();

    /** What the model is told beside the description, such as whom it may transfer to. */
    default String particulars() {
        return "";
    }

    JsonObject parameters();

    /** Whether {@link #act} waits for records. */
    default boolean blocks() {
        return false;
    }

    Outcome act(int turn, JsonObject arguments);

    /**
     * @param result in the contract's shape
     * @param delay until the model is answered
     */
    record Outcome(JsonObject result, boolean error, Then then, String say, Duration delay) {
        static Outcome of(JsonObjectBuilder result, Then then, String say) {
            return new Outcome(result.build(), false, then, say, Duration.ZERO);
        }

        static Outcome failed(JsonObjectBuilder result) {
            return new Outcome(result.build(), true, new Then.GoOn(), "", Duration.ZERO);
        }

        Outcome after(Duration wait) {
            return new Outcome(result, error, then, say, wait);
        }
    }

    /** @param type the contract's {@code result_type} */
    static JsonObjectBuilder success(String type) {
        return Json.createObjectBuilder().add("result_type", type).add("status", "success");
    }

    static JsonObjectBuilder error(String type, String what) {
        return Json.createObjectBuilder()
                .add("result_type", type)
                .add("status", "error")
                .add("error", what);
    }

    /** A text, or null for none. */
    static JsonValue orNull(String text) {
        return text.isEmpty() ? JsonValue.NULL : Json.createValue(text);
    }

    /** A schema of texts by name. */
    static JsonObject schema(Map<String, JsonObject> properties, String... required) {
        JsonObjectBuilder described = Json.createObjectBuilder();
        properties.forEach(described::add);
        return Json.createObjectBuilder()
                .add("type", "object")
                .add("properties", described)
                .add("required", Json.createArrayBuilder(List.of(required)))
                .build();
    }

    static JsonObject text(String description) {
        return Json.createObjectBuilder()
                .add("type", "string")
                .add("description", description)
                .build();
    }
}
