package antiphon.conversations.monitor;

import antiphon.api.Refusal;
import antiphon.conversations.OpenCalls;
import antiphon.conversations.client.Closing;
import antiphon.conversations.client.SessionWire;
import antiphon.conversations.client.UpgradeHeaders;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The door through which supervisors follow a call (section 7 of the realtime contract). One instance for each socket. */
@Dependent
@ServerEndpoint(value = "/v1/convai/conversations/{conversation_id}/monitor", subprotocols = "convai")
public class MonitorEndpoint {
    private static final Logger LOG = System.getLogger(MonitorEndpoint.class.getName());
    private static final int WIDEST_CHARACTERS = 64 << 10;

    @Inject
    Supervisors supervisors;

    @Inject
    OpenCalls calls;

    private @Nullable Supervisor supervisor;

    @OnOpen
    public void open(Session session, @PathParam("conversation_id") String conversationId) {
        session.setMaxIdleTimeout(0);
        session.setMaxTextMessageBufferSize(WIDEST_CHARACTERS);
        SessionWire wire = new SessionWire(session);
        try {
            Supervisor admitted = supervisors.admit(conversationId, UpgradeHeaders.apiKey(session), wire);
            supervisor = admitted;
            Thread.ofVirtual().name("supervisor").start(admitted::run);
        } catch (Refusal refusal) {
            wire.turnAway(Closing.refused(refusal.message()), calls.timers());
        } catch (RuntimeException unexpected) {
            LOG.log(Level.ERROR, "A supervisor could not be let in", unexpected);
            wire.turnAway(Closing.unexpected("The server failed unexpectedly."), calls.timers());
        }
    }

    @OnMessage
    public void receive(String text) {
        if (supervisor != null) {
            supervisor.received(text);
        }
    }

    @OnClose
    public void close(CloseReason reason) {
        if (supervisor != null) {
            supervisor.left();
        }
    }

    @OnError
    public void fail(Throwable thrown) {
        LOG.log(Level.DEBUG, "A monitoring socket failed", thrown);
        if (supervisor != null) {
            supervisor.left();
        }
    }
}
