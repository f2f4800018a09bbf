package antiphon.conversations;

import antiphon.agents.config.AgentConfig;
import antiphon.conversations.record.ConversationStart.AgentReference;
import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * Somebody may talk to an agent.
 *
 * @param settled whether it is known which branch they meet; otherwise the agent is as its main branch has it
 * @param document the agent's, as it was when they were let in
 * @param authorizationMethod how they were let in, in the contract's word
 * @param conversationId the one conversation they were let in for, where the signature names one
 */
public record Admission(
        AgentReference agent,
        boolean settled,
        JsonObject document,
        AgentConfig config,
        String authorizationMethod,
        Optional<String> conversationId,
        Optional<String> environment) {}
