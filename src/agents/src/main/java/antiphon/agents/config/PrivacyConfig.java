package antiphon.agents.config;

import java.util.Optional;

/**
 * Section {@code platform_settings.privacy}: what is kept of a conversation.
 *
 * @param retentionDays empty for ever
 * @param zeroRetention nothing is kept
 */
public record PrivacyConfig(
        boolean recordVoice,
        Optional<Integer> retentionDays,
        boolean deleteTranscript,
        boolean deleteAudio,
        boolean zeroRetention) {

    static PrivacyConfig read(Section section) {
        return new PrivacyConfig(
                section.flag("record_voice"),
                section.limit("retention_days"),
                section.flag("delete_transcript_and_pii"),
                section.flag("delete_audio"),
                section.flag("zero_retention_mode"));
    }
}
