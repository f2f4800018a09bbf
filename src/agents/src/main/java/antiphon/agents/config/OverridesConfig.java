package antiphon.agents.config;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** Section {@code platform_settings.overrides}: what a client may change for its own conversation. */
public record OverridesConfig(JsonObject permissions, boolean customLlmExtraBody, boolean initiationDataFromWebhook) {

    /** Whether the field at this path of {@code conversation_config_override} may be overridden. */
    public boolean allows(String... path) {
        JsonValue at = permissions;
        for (String step : path) {
            at = at instanceof JsonObject section ? section.getOrDefault(step, JsonValue.FALSE) : at;
        }
        return at == JsonValue.TRUE;
    }

    static OverridesConfig read(Section section) {
        return new OverridesConfig(
                section.section("conversation_config_override").json(),
                section.flag("custom_llm_extra_body"),
                section.flag("enable_conversation_initiation_client_data_from_webhook"));
    }
}
