package antiphon.simulation.tools;

import antiphon.call.ToolBox.Answer;
import antiphon.conversations.tools.ToolStandIns;
import antiphon.language.ToolUse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Tools that always answer the same, by name; all others are used themselves. */
record Named(JsonObject configs) implements ToolStandIns {
    @Override
    public boolean standFor(String tool, String type) {
        return configs.containsKey(tool);
    }

    @Override
    public Optional<Answer> answer(ToolUse use) {
        JsonObject config =
                configs.getOrDefault(use.tool(), JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
        String value = config.getString("default_return_value", Untouched.USED);
        return Optional.of(config.getBoolean("default_is_error", false) ? Answer.failed(value) : Answer.of(value));
    }
}
