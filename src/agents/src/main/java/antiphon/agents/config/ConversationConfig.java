package antiphon.agents.config;

import java.time.Duration;
import java.util.List;

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
        boolean fileInputEnabled) {

    static ConversationConfig read(Section section) {
        return new ConversationConfig(
                section.flag("text_only"),
                section.seconds("max_duration_seconds"),
                section.texts("client_events"),
                section.flag("monitoring_enabled"),
                section.texts("monitoring_events"),
                section.section("file_input").flag("enabled"));
    }
}
