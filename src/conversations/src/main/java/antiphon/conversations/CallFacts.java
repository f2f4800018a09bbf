package antiphon.conversations;

import antiphon.audio.WireFormat;
import java.util.List;
import java.util.Map;

/**
 * What the caller's side has to know of a conversation that begins.
 *
 * @param clientEvents the contract's names of the events the client wants; empty means the usual ones
 * @param toolTypes the contract's word for the kind of each of the agent's tools, by name;
 *     those of agents that take over later join
 */
public record CallFacts(
        String conversationId,
        WireFormat callerSends,
        WireFormat callerReceives,
        boolean textOnly,
        List<String> clientEvents,
        Map<String, String> toolTypes) {
    public CallFacts {
        clientEvents = List.copyOf(clientEvents);
    }

    public String toolType(String tool) {
        return toolTypes.getOrDefault(tool, "client");
    }
}
