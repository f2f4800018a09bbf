package antiphon.agents.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code conversation_config.conversation}.
 *
 * @param textOnly no sound in either direction
 * @param maxDuration after which the call is ended
 * @param clientEvents names of the events that the client is sent
 */
public record ConversationConfig(
        boolean textOnly,
        Duration maxDuration,
        List<String> clientEvents,
        boolean monitoringEnabled,
        List<String> monitoringEvents,
        FileInput fileInput,
        Optional<BackgroundSound> backgroundSound) {

    /**
     * What callers may show.
     *
     * @param inMemory how many files, the newest, the model sees
     * @param inAll how many a caller may leave in one conversation
     */
    public record FileInput(boolean enabled, int inMemory, int inAll) {
        static FileInput read(Section section) {
            return new FileInput(
                    section.flag("enabled"),
                    section.whole("max_files_in_memory"),
                    section.whole("max_files_per_conversation"));
        }
    }

    /**
     * Heard beneath the agent's voice.
     *
     * @param id of a sound of the house, such as {@code office1}
     * @param volume 0.01 to 1
     */
    public record BackgroundSound(String id, double volume) {
        static Optional<BackgroundSound> read(Section section) {
            return section.optionalText("source_id")
                    .filter(id -> section.text("source_type").equals("preset"))
                    .map(id -> new BackgroundSound(id, section.number("volume")));
        }
    }

    static ConversationConfig read(Section section) {
        return new ConversationConfig(
                section.flag("text_only"),
                section.seconds("max_duration_seconds"),
                section.texts("client_events"),
                section.flag("monitoring_enabled"),
                section.texts("monitoring_events"),
                FileInput.read(section.section("file_input")),
                BackgroundSound.read(section.section("background_sound")));
    }
}
