package antiphon.conversations.client;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The container's socket as its writer sees it. */
public final class SessionWire implements Wire {
    private static final Logger LOG = System.getLogger(SessionWire.class.getName());

    private static final long OPENED_AFTER_MILLIS = 50;

    private final Session session;
    private final AtomicBoolean closed = new AtomicBoolean();

    public SessionWire(Session session) {
        this.session = session;
    }

    @Override
    public void send(String text) throws IOException {
        session.getBasicRemote().sendText(text);
    }

    /**
     * Closes a socket that has only just been opened: a close from within its opening is lost on this container when a
     * message is already arriving.
     */
    public void turnAway(Closing closing, ScheduledExecutorService timers) {
        var unused = timers.schedule(
                () -> Thread.ofVirtual().name("turn-away").start(() -> close(closing)),
                OPENED_AFTER_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close(Closing closing) {
        if (!closed.compareAndSet(false, true) || !session.isOpen()) {
            return;
        }
        try {
            session.close(new CloseReason(CloseCodes.getCloseCode(closing.code()), closing.phrase()));
        } catch (IOException | IllegalStateException gone) {
            LOG.log(Level.DEBUG, "A socket was gone before it was closed", gone);
        }
    }
}
