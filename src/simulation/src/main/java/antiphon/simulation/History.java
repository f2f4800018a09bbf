package antiphon.simulation;

import antiphon.language.Message;
import antiphon.language.ToolUse;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was said before a conversation goes on, read from the contract's transcript.
 *
 * @param pending what the user said last, if nobody has answered it yet
 */
public record History(List<Message> earlier, Optional<String> pending) {
    public History {
        earlier = List.copyOf(earlier);
    }

    public static History read(List<JsonObject> entries) {
        List<Message> messages = new ArrayList<>();
        entries.forEach(entry -> add(entry, messages));
        if (!messages.isEmpty() && messages.getLast() instanceof Message.UserSaid(String words)) {
            messages.removeLast();
            return new History(messages, Optional.of(words));
        }
        return new History(messages, Optional.empty());
    }

    public boolean isEmpty() {
        return earlier.isEmpty() && pending.isEmpty();
    }

    /** Where a conversation goes on from here; empty where it begins. */
    public Optional<List<Message>> beginning() {
        return isEmpty() ? Optional.empty() : Optional.of(earlier);
    }

    private static void add(JsonObject entry, List<Message> messages) {
        Optional<String> message = text(entry, "message").filter(words -> !words.isBlank());
        if (entry.getString("role").equals("user")) {
            message.ifPresent(words -> messages.add(new Message.UserSaid(words)));
            return;
        }
        List<JsonObject> calls = objects(entry, "tool_calls");
        if (!calls.isEmpty()) {
            List<ToolUse> uses = calls.stream().map(History::use).toList();
            messages.add(new Message.AgentUsedTools("", uses));
            uses.forEach(use -> messages.add(result(use, objects(entry, "tool_results"))));
        }
        message.ifPresent(words -> messages.add(new Message.AgentSaid(words)));
    }

    private static ToolUse use(JsonObject call) {
        return new ToolUse(
                call.getString("request_id", ""),
                call.getString("tool_name", ""),
                call.getString("params_as_json", "{}"));
    }

    private static Message result(ToolUse use, List<JsonObject> results) {
        return results.stream()
                .filter(result -> result.getString("request_id", "").equals(use.id()))
                .findFirst()
                .map(result -> new Message.ToolAnswered(
                        use.id(),
                        use.tool(),
                        result.getString("result_value", ""),
                        result.getBoolean("is_error", false)))
                .orElseGet(() -> new Message.ToolAnswered(use.id(), use.tool(), "", false));
    }

    private static Optional<String> text(JsonObject entry, String name) {
        return entry.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    private static List<JsonObject> objects(JsonObject entry, String name) {
        return entry.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonValue::asJsonObject)
                        .toList()
                : List.of();
    }
}
