package antiphon.agents.config;

import java.util.List;
import java.util.Optional;

/**
 * Section {@code platform_settings.privacy}: what is kept of a conversation.
 *
 * @param retentionDays empty for ever
 * @param zeroRetention nothing is kept once what is done after a call is done
 * @param redacted what is taken out of words before they are kept, in the contract's words; empty where nothing is
 */
public record PrivacyConfig(
        boolean recordVoice,
        Optional<Integer> retentionDays,
        boolean deleteTranscript,
        boolean deleteAudio,
        boolean zeroRetention,
        List<String> redacted) {

    static PrivacyConfig read(Section section) {
        Section redaction = section.section("conversation_history_redaction");
        return new PrivacyConfig(
                section.flag("record_voice"),
                section.limit("retention_days"),
                section.flag("delete_transcript_and_pii"),
                section.flag("delete_audio"),
                section.flag("zero_retention_mode"),
                redaction.flag("enabled") ? redaction.texts("entities") : List.of());
    }
}
