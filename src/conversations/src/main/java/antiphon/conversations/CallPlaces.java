package antiphon.conversations;

import antiphon.api.Refusal;
import antiphon.conversations.record.Records;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Room for so many calls on this server, and for so many of each agent. Any thread. */
@ApplicationScoped
class CallPlaces {
    @Inject
    Records records;

    @Inject
    Load load;

    @Inject
    CallMeters meters;

    private final Map<String, String> agents = new ConcurrentHashMap<>();
    private boolean closed;

    /**
     * Takes the place of a call, until it is left.
     *
     * @throws Refusal.TooMany when this server, or this agent, has as many calls as it may have, or as it keeps up with
     * @throws Refusal.Conflict when the conversation has its place already
     */
    synchronized void take(String conversationId, Admission admission) {
        String agentId = admission.agent().id();
        boolean keepsUp = load.admits();
        if (closed || taken() >= most() || !keepsUp) {
            meters.refused(keepsUp ? "most" : "load");
            throw new Refusal.TooMany(
                    "too_many_calls",
                    "This server is busy with as many calls as it may hold; try again a little later.");
        }
        int mostOfAgent =
                admission.config().platform().callLimits().concurrency().orElse(most());
        if (agents.values().stream().filter(agentId::equals).count() >= mostOfAgent) {
            meters.refused("agent");
            throw new Refusal.TooMany(
                    "too_many_calls",
                    "This agent is busy with as many calls as it may hold; try again a little later.");
        }
        if (agents.putIfAbsent(conversationId, agentId) != null) {
            throw new Refusal.Conflict(
                    "conversation_exists", "A signed URL that names its conversation opens that conversation once.");
        }
    }

    void leave(String conversationId) {
        agents.remove(conversationId);
    }

    /** Nobody comes in any more. */
    synchronized void close() {
        closed = true;
    }

    int taken() {
        return agents.size();
    }

    int most() {
        return records.settings().mostCalls();
    }
}
