package antiphon.agents.config;

import jakarta.json.JsonValue;
import java.util.Map;

/**
 * Section {@code conversation_config.agent}: who the agent is.
 *
 * @param firstMessage said first; empty means that the agent waits
 * @param language ISO 639-1, such as {@code en}
 * @param hinglish whether Hindi is spoken with the English words that people use in it
 * @param dynamicVariables placeholders' values where the client sends none
 */
public record PersonaConfig(
        String firstMessage,
        String language,
        boolean hinglish,
        Map<String, JsonValue> dynamicVariables,
        boolean disableFirstMessageInterruptions,
        String maxConversationDurationMessage,
        PromptConfig prompt) {

    public PersonaConfig {
        dynamicVariables = Map.copyOf(dynamicVariables);
    }

    static PersonaConfig read(Section section) {
        return new PersonaConfig(
                section.text("first_message"),
                section.text("language"),
                section.flag("hinglish_mode"),
                section.section("dynamic_variables").members("dynamic_variable_placeholders", (name, value) -> value),
                section.flag("disable_first_message_interruptions"),
                section.text("max_conversation_duration_message"),
                PromptConfig.read(section.section("prompt")));
    }
}
