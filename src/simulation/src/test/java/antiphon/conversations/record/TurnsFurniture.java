package antiphon.conversations.record;

import antiphon.conversations.record.TranscriptEntry.Medium;
import antiphon.conversations.record.TranscriptEntry.Role;
import antiphon.language.LanguageModel.Usage;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** Entries of a kept transcript without a database. */
public final class TurnsFurniture {
    private TurnsFurniture() {}

    /**
     * What somebody said, or did.
     *
     * @param role {@code user} or {@code agent}
     * @param entry with {@code message}, {@code tool_calls} and {@code tool_results}, maybe {@code original_message}
     */
    public static ConversationTurn turn(int position, String role, JsonObject entry) {
        return new ConversationTurn(
                "conv_1",
                new TranscriptEntry(
                        position,
                        1,
                        role.equals("user") ? Role.USER : Role.AGENT,
                        0,
                        Optional.of(entry.getString("message", "")),
                        Optional.ofNullable(entry.getString("original_message", null)),
                        false,
                        Medium.TEXT,
                        entry.getJsonArray("tool_calls"),
                        entry.getJsonArray("tool_results"),
                        JsonValue.EMPTY_JSON_OBJECT,
                        Usage.UNKNOWN,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        JsonValue.EMPTY_JSON_ARRAY),
                "gpt-4o");
    }
}
