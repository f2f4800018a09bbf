package antiphon.agents.config;

import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * What is different when the conversation is held in another language.
 *
 * @param overrides in the shape of a client's {@code conversation_config_override}; nulls mean "as it is"
 * @param firstMessage the translated first message, where the overrides have none
 * @param softTimeoutMessage the same for what is said while the agent thinks
 */
public record LanguagePreset(JsonObject overrides, Optional<String> firstMessage, Optional<String> softTimeoutMessage) {
    static LanguagePreset read(Section section) {
        return new LanguagePreset(
                section.section("overrides").json(),
                section.section("first_message_translation").optionalText("text"),
                section.section("soft_timeout_translation").optionalText("text"));
    }
}
