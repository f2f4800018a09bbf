package antiphon.agents.config;

import java.util.List;
import java.util.Optional;

/**
 * Section {@code conversation_config.tts}: how the agent sounds.
 *
 * @param outputFormat the contract's name of the sound the client is sent, such as {@code pcm_16000}
 * @param stability 0 to 1
 * @param speed 0.7 to 1.2, 1 being the voice's own
 * @param similarityBoost 0 to 1
 */
public record TtsConfig(
        String modelId,
        String voiceId,
        List<SupportedVoice> supportedVoices,
        String outputFormat,
        double stability,
        double speed,
        double similarityBoost,
        boolean expressiveMode) {

    /** A further voice that the agent may change to, called by its label. */
    public record SupportedVoice(String label, String voiceId, Optional<String> language) {}

    static TtsConfig read(Section section) {
        return new TtsConfig(
                section.text("model_id"),
                section.text("voice_id"),
                section.sections(
                        "supported_voices",
                        voice -> new SupportedVoice(
                                voice.text("label"), voice.text("voice_id"), voice.optionalText("language"))),
                section.text("agent_output_audio_format"),
                section.number("stability"),
                section.number("speed"),
                section.number("similarity_boost"),
                section.flag("expressive_mode"));
    }
}
