package antiphon.agents.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Another agent, or another node of this agent's workflow, to whom a call can be handed over.
 *
 * @param condition when to do so, for the model to read
 * @param message said before
 * @param firstMessage whether the other agent opens with its own first message
 * @param keepsClientVoice whether the voice the client asked for is kept
 * @param keepsVoice whether the voice of the agent before is kept
 */
public record AgentTransfer(
        Optional<String> agentId,
        Optional<String> nodeId,
        Optional<String> branchId,
        String condition,
        Duration delay,
        Optional<String> message,
        boolean firstMessage,
        boolean keepsClientVoice,
        boolean keepsVoice) {

    static AgentTransfer read(Section section) {
        return new AgentTransfer(
                named(section, "agent_id"),
                named(section, "node_id"),
                named(section, "branch_id"),
                section.text("condition"),
                Duration.ofMillis(Math.max(0, section.whole("delay_ms"))),
                named(section, "transfer_message"),
                section.flag("enable_transferred_agent_first_message"),
                section.flag("preserve_client_tts_overrides"),
                section.flag("preserve_voice_settings"));
    }

    private static Optional<String> named(Section section, String name) {
        return section.optionalText(name).filter(text -> !text.isBlank());
    }
}
