package antiphon.agents.config;

import java.util.List;

/**
 * Section {@code conversation_config.asr}: how the caller is heard.
 *
 * @param inputFormat the contract's name of the sound the client sends, such as {@code pcm_16000}
 * @param keywords words to expect
 */
public record AsrConfig(String quality, String provider, String inputFormat, List<String> keywords) {
    static AsrConfig read(Section section) {
        return new AsrConfig(
                section.text("quality"),
                section.text("provider"),
                section.text("user_input_audio_format"),
                section.texts("keywords"));
    }
}
