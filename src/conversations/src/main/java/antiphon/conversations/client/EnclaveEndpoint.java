package antiphon.conversations.client;

import antiphon.api.Refusal;
import antiphon.conversations.Enclave;
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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The door for clients that bring their agent, the contract's self-hosted mode. One instance for each socket. */
@Dependent
@ServerEndpoint("/v1/antiphon/enclave")
public class EnclaveEndpoint {
    private static final Logger LOG = System.getLogger(EnclaveEndpoint.class.getName());
    private static final int WIDEST_CHARACTERS = 16 << 20;
    private static final long LONGEST_WAIT_SECONDS = 10;
    private static final long SOON_MILLIS = 100;

    @Inject
    Enclave enclave;

    @Inject
    OpenCalls calls;

    @Inject
    InstantSource clock;

    private @Nullable EnclaveSession client;

    @OnOpen
    public void open(Session session) {
        session.setMaxIdleTimeout(0);
        session.setMaxTextMessageBufferSize(WIDEST_CHARACTERS);
        SessionWire wire = new SessionWire(session);
        try {
            serve(wire, letIn(session), announced(session));
        } catch (Refusal refusal) {
            wire.turnAway(Closing.refused(refusal.message()), calls.timers());
        } catch (RuntimeException unexpected) {
            LOG.log(Level.ERROR, "A client with an agent of its own could not be let in", unexpected);
            wire.turnAway(Closing.unexpected("The server failed unexpectedly."), calls.timers());
        }
    }

    private String letIn(Session session) {
        return enclave.letIn(
                UpgradeHeaders.parameter(session, "conversation_signature"), UpgradeHeaders.apiKey(session));
    }

    private static ClientSession.Announced announced(Session session) {
        return new ClientSession.Announced(
                UpgradeHeaders.parameter(session, "source"), UpgradeHeaders.parameter(session, "version"));
    }

    private void serve(Wire wire, String authorizationMethod, ClientSession.Announced announced) {
        EnclaveSession opened = new EnclaveSession(
                setup -> enclave.admit(authorizationMethod, setup),
                admission -> ClientSession.open(admission, announced, calls, wire, clock),
                wire,
                this::soon);
        client = opened;
        var unused = calls.timers()
                .schedule(() -> calls.blocking().execute(opened::waitedFor), LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private void soon(Runnable task) {
        var unused = calls.timers()
                .schedule(
                        () -> Thread.ofVirtual().name("socket-writer").start(task), SOON_MILLIS, TimeUnit.MILLISECONDS);
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
}
