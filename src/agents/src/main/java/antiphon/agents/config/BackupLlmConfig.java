package antiphon.agents.config;

import java.util.List;

/**
 * Section {@code backup_llm_config}: who answers when the chosen language model does not.
 *
 * @param order only for {@link Preference#OVERRIDE}: names of models, the first first
 */
public record BackupLlmConfig(Preference preference, List<String> order) {
    /** Whose order of backups is followed. */
    public enum Preference {
        /** The server's. */
        DEFAULT,
        /** Nobody answers instead. */
        DISABLED,
        /** The agent's own. */
        OVERRIDE
    }

    static BackupLlmConfig read(Section section) {
        Preference preference = switch (section.text("preference")) {
            case "disabled" -> Preference.DISABLED;
            case "override" -> Preference.OVERRIDE;
            default -> Preference.DEFAULT;
        };
        return new BackupLlmConfig(preference, section.texts("order"));
    }
}
