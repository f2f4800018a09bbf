package antiphon.web;

import antiphon.api.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The agent that a newcomer finds: the telephone of a coffee roastery that does not exist. Anybody may talk to it. */
final class DemoAgent {
    static final String NAME = "Harbor Coffee Roasters";
    static final String TAG = "demo";

    /** What the contract sends by default, and what a page that shows the conversation wants besides. */
    private static final JsonArray EVENTS = Json.createArrayBuilder(List.of(
                    "conversation_initiation_metadata",
                    "audio",
                    "interruption",
                    "user_transcript",
                    "tentative_user_transcript",
                    "agent_response",
                    "agent_response_correction",
                    "agent_chat_response_part",
                    "client_tool_call",
                    "ping"))
            .build();

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
                .add(
                        "conversation_config",
                        Json.createObjectBuilder()
                                .add("agent", agent)
                                .add("conversation", Json.createObjectBuilder().add("client_events", EVENTS)))
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
