package antiphon.agents.config;

/** Section {@code conversation_config.vad}: whether voices in the background are told from the caller's. */
public record VadConfig(boolean backgroundVoiceDetection) {
    static VadConfig read(Section section) {
        return new VadConfig(section.flag("background_voice_detection"));
    }
}
