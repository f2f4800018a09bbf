package antiphon.web;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The agent that a newcomer finds: the telephone of a coffee roastery that does not exist. Anybody may talk to it. */
final class DemoAgent {
    static final String NAME = "Harbor Coffee Roasters";
    static final String TAG = "demo";

    private DemoAgent() {}

    /** As the contract's create operation takes it. */
    static JsonObject document() {
        JsonObject endCall = Json.createObjectBuilder()
                .add("type", "system")
                .add("name", "end_call")
                .add("description", "End the call once the caller has said goodbye.")
                .add("params", Json.createObjectBuilder().add("system_tool_type", "end_call"))
                .build();
        JsonObject prompt = Json.createObjectBuilder()
                .add("prompt", prompt())
                .add("built_in_tools", Json.createObjectBuilder().add("end_call", endCall))
                .build();
        JsonObject agent = Json.createObjectBuilder()
                .add("first_message", "Hello, this is Harbor Coffee Roasters. How can I help you?")
                .add("language", "en")
                .add("prompt", prompt)
                .build();
        return Json.createObjectBuilder()
                .add("name", NAME)
                .add("tags", Json.createArrayBuilder().add(TAG))
                .add("conversation_config", Json.createObjectBuilder().add("agent", agent))
                .build();
    }

    private static String prompt() {
        try (InputStream text = DemoAgent.class.getResourceAsStream("harbor-coffee.txt")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
