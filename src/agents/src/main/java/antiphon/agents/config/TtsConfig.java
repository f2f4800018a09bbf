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
 * @param latency the contract's {@code optimize_streaming_latency}, 0 to 4
 * @param spellsOut whether the engine, and not the model, turns figures into words
 */
public record TtsConfig(
        String modelId,
        String voiceId,
        List<SupportedVoice> supportedVoices,
        String outputFormat,
        double stability,
        double speed,
        double similarityBoost,
        boolean expressiveMode,
        int latency,
        boolean spellsOut,
        List<Pronunciation> pronunciations) {

    /**
     * A further voice that the agent may change to, called by its label. What is empty is as in the agent's own voice.
     *
     * @param description when to speak with it
     * @param modelFamily such as {@code flash}
     */
    public record SupportedVoice(
            String label,
            String voiceId,
            String description,
            Optional<String> language,
            Optional<String> modelFamily,
            Optional<Double> stability,
            Optional<Double> speed,
            Optional<Double> similarityBoost,
            Optional<Double> latency) {
        static SupportedVoice read(Section section) {
            return new SupportedVoice(
                    section.text("label"),
                    section.text("voice_id"),
                    section.text("description"),
                    section.optionalText("language"),
                    section.optionalText("model_family"),
                    section.optionalNumber("stability"),
                    section.optionalNumber("speed"),
                    section.optionalNumber("similarity_boost"),
                    section.optionalNumber("optimize_streaming_latency"));
        }
    }

    /** A dictionary of the engine's. */
    public record Pronunciation(String dictionaryId, Optional<String> versionId) {}

    static TtsConfig read(Section section) {
        return new TtsConfig(
                section.text("model_id"),
                section.text("voice_id"),
                section.sections("supported_voices", SupportedVoice::read),
                section.text("agent_output_audio_format"),
                section.number("stability"),
                section.number("speed"),
                section.number("similarity_boost"),
                section.flag("expressive_mode"),
                section.whole("optimize_streaming_latency"),
                section.text("text_normalisation_type").equals("elevenlabs"),
                section.sections(
                        "pronunciation_dictionary_locators",
                        each -> new Pronunciation(
                                each.text("pronunciation_dictionary_id"), each.optionalText("version_id"))));
    }
}
