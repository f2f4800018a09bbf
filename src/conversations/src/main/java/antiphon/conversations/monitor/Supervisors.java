package antiphon.conversations.monitor;

import antiphon.api.Refusal;
import antiphon.conversations.OpenCall;
import antiphon.conversations.OpenCalls;
import antiphon.conversations.client.Wire;
import antiphon.conversations.record.Conversations;
import antiphon.identity.Actor;
import antiphon.identity.ApiKeys;
import antiphon.identity.Role;
import antiphon.identity.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Lets supervisors look in on the calls of this server. */
@ApplicationScoped
class Supervisors {
    private static final long LATER_SECONDS = 5;

    @Inject
    OpenCalls calls;

    @Inject
    Conversations conversations;

    @Inject
    ApiKeys keys;

    /**
     * A supervisor of this conversation, who is told what happens from a little while ago on.
     *
     * @throws Refusal saying why there is nothing to be seen
     */
    Supervisor admit(String conversationId, Optional<String> apiKey, Wire wire) {
        Actor actor = keys.recognise(apiKey.orElseThrow(() -> new Refusal.Unauthorized(
                "needs_authorization", "Monitoring needs an API key in the header xi-api-key.")));
        actor.demand(Role.VIEWER, Scope.CONVAI_READ);
        OpenCall call = calls.find(conversationId).orElseThrow(() -> absent(conversationId));
        if (!call.live().mayBeMonitored()) {
            throw new Refusal.Forbidden(
                    "monitoring_disabled",
                    "This agent is not monitored: its owner can set conversation.monitoring_enabled.");
        }
        boolean mayAct = actor.role().covers(Role.OPERATOR) && actor.scopes().contains(Scope.CONVAI_WRITE);
        return new Supervisor(call, mayAct, wire, this::later);
    }

    private void later(Runnable task) {
        var unused = calls.timers().schedule(() -> calls.blocking().execute(task), LATER_SECONDS, TimeUnit.SECONDS);
    }

    private Refusal absent(String conversationId) {
        conversations.find(conversationId);
        return new Refusal.Conflict(
                "conversation_not_live", "This conversation is over, or another server of this house holds it.");
    }
}
