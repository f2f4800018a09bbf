package antiphon.agents.config;

import antiphon.api.contract.Contract;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;

/** All that a call needs to know of an agent, with the contract's defaults where the document is silent. */
public record AgentConfig(
        PersonaConfig agent,
        AsrConfig asr,
        TtsConfig tts,
        TurnConfig turn,
        VadConfig vad,
        ConversationConfig conversation,
        Map<String, LanguagePreset> languagePresets,
        PlatformConfig platform) {

    public AgentConfig {
        languagePresets = Map.copyOf(languagePresets);
    }

    /**
     * Reads a document that the contract's validation found nothing wrong with.
     *
     * @param document an agent as sent: {@code conversation_config}, {@code platform_settings} and the rest
     */
    public static AgentConfig read(JsonObject document) {
        Section config = completed(document, "conversation_config", "ConversationalConfigAPIModel-Output");
        Section platform = completed(document, "platform_settings", "AgentPlatformSettingsResponseModel");
        return new AgentConfig(
                PersonaConfig.read(config.section("agent")),
                AsrConfig.read(config.section("asr")),
                TtsConfig.read(config.section("tts")),
                TurnConfig.read(config.section("turn")),
                VadConfig.read(config.section("vad")),
                ConversationConfig.read(config.section("conversation")),
                config.sectionsByName("language_presets", LanguagePreset::read),
                PlatformConfig.read(platform));
    }

    /** Of such a document only what the agent is told and may use, for whoever needs no more; defaults are added to nothing else. */
    public static PromptConfig readPrompt(JsonObject document) {
        JsonObject persona = sent(sent(document, "conversation_config"), "agent");
        return PromptConfig.read(completed(persona, "prompt", "PromptAgentAPIModel-Output"));
    }

    private static Section completed(JsonObject parent, String name, String schema) {
        return new Section(Contract.stated().complete(schema, sent(parent, name)));
    }

    private static JsonObject sent(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }
}
