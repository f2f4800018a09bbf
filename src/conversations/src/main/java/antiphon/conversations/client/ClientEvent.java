package antiphon.conversations.client;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The events of the contract's {@code client_events} that this server sends. Metadata, pings, errors and the calls of
 * client tools are sent whether listed or not: clients cannot do without them.
 */
public enum ClientEvent {
    ASR_INITIATION_METADATA,
    AUDIO,
    USER_TRANSCRIPT,
    TENTATIVE_USER_TRANSCRIPT,
    AGENT_RESPONSE,
    AGENT_RESPONSE_CORRECTION,
    AGENT_CHAT_RESPONSE_PART,
    INTERRUPTION,
    VAD_SCORE,
    AGENT_TOOL_REQUEST,
    AGENT_TOOL_RESPONSE,
    AGENT_TOOL_RESPONSE_FULL_PAYLOAD,
    AGENT_TYPING,
    CONTEXT_USAGE,
    GUARDRAIL_TRIGGERED,
    INTERNAL_TURN_PROBABILITY,
    INTERNAL_TENTATIVE_AGENT_RESPONSE;

    /** What is sent when the agent lists nothing. */
    static final Set<ClientEvent> UNLESS_LISTED = EnumSet.of(
            AUDIO,
            INTERRUPTION,
            AGENT_RESPONSE,
            AGENT_RESPONSE_CORRECTION,
            AGENT_CHAT_RESPONSE_PART,
            USER_TRANSCRIPT,
            TENTATIVE_USER_TRANSCRIPT);

    /** @param names as configured; those that this server does not send are passed over */
    public static Set<ClientEvent> wanted(Collection<String> names) {
        if (names.isEmpty()) {
            return UNLESS_LISTED;
        }
        EnumSet<ClientEvent> wanted = EnumSet.noneOf(ClientEvent.class);
        names.forEach(name -> named(name).ifPresent(wanted::add));
        return wanted;
    }

    private static Optional<ClientEvent> named(String name) {
        return Arrays.stream(values())
                .filter(event -> event.name().toLowerCase(Locale.ROOT).equals(name))
                .findAny();
    }
}
