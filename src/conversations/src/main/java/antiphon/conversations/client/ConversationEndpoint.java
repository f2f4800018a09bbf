package antiphon.conversations.client;

import antiphon.api.Refusal;
import antiphon.conversations.Admissions;
import antiphon.conversations.Knock;
import antiphon.conversations.OpenCalls;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The door through which browsers and SDKs talk with an agent. One instance for each socket. */
@Dependent
@ServerEndpoint(value = ConversationEndpoint.PATH, subprotocols = "convai")
public class ConversationEndpoint {
    static final String PATH = "/v1/convai/conversation";

    private static final Logger LOG = System.getLogger(ConversationEndpoint.class.getName());
    private static final int WIDEST_CHARACTERS = 16 << 20;

    @Inject
    Admissions admissions;

    @Inject
    OpenCalls calls;

    @Inject
    InstantSource clock;

    private @Nullable ClientSession client;

    @OnOpen
    public void open(Session session) {
        session.setMaxIdleTimeout(0);
        // Wider than what is taken, so that a message which is too long is answered in our own words.
        session.setMaxTextMessageBufferSize(WIDEST_CHARACTERS);
        SessionWire wire = new SessionWire(session);
        try {
            client = ClientSession.open(
                    admissions.admit(knock(session)),
                    new ClientSession.Announced(
                            UpgradeHeaders.parameter(session, "source"), UpgradeHeaders.parameter(session, "version")),
                    calls,
                    wire,
                    clock);
        } catch (Refusal refusal) {
            wire.turnAway(Closing.refused(refusal.message()), calls.timers());
        } catch (RuntimeException unexpected) {
            LOG.log(Level.ERROR, "A conversation could not be opened", unexpected);
            wire.turnAway(Closing.unexpected("The server failed unexpectedly."), calls.timers());
        }
    }

    @OnMessage
    public void hear(String text) {
        if (client != null) {
            client.received(text);
        }
    }

    @OnMessage
    public void hear(byte[] bytes) {
        if (client != null) {
            client.refuse(Closing.invalidMessage("Binary frames are not understood. Send JSON in text frames."));
        }
    }

    @OnClose
    public void close(CloseReason reason) {
        if (client != null) {
            client.closed(reason.getCloseCode().getCode());
        }
    }

    @OnError
    public void fail(Throwable thrown) {
        LOG.log(Level.DEBUG, "A socket failed", thrown);
        if (client != null) {
            client.failed();
        }
    }

    private static Knock knock(Session session) {
        return new Knock(
                UpgradeHeaders.parameter(session, "agent_id").orElse(""),
                UpgradeHeaders.parameter(session, "conversation_signature"),
                UpgradeHeaders.apiKey(session),
                UpgradeHeaders.of(session, UpgradeHeaders.ORIGIN).findFirst(),
                UpgradeHeaders.parameter(session, "branch_id"),
                UpgradeHeaders.parameter(session, "version_id"),
                UpgradeHeaders.parameter(session, "environment"));
    }
}
