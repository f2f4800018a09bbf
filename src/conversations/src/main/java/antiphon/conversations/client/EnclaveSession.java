package antiphon.conversations.client;

import antiphon.conversations.Admission;
import antiphon.conversations.OpeningRefused;
import antiphon.conversations.client.ClientMessage.EnclaveSetup;
import jakarta.json.JsonObject;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client that brings its agent. Its life: it waits for {@code enclave_setup_config}; from then on it is a
 * {@link ClientSession} like any other. Messages come one after another on the container's threads.
 */
final class EnclaveSession {
    private final Function<JsonObject, Admission> admitting;
    private final Function<Admission, ClientSession> opening;
    private final Wire wire;
    private final Executor soon;
    private @Nullable ClientSession client;
    private boolean over;

    /**
     * @param admitting from the client's message to the agent in it; throws {@link OpeningRefused}
     * @param opening begins to serve the client
     * @param soon runs something when what the client sends at once has arrived: a close that crosses it may be lost
     */
    EnclaveSession(
            Function<JsonObject, Admission> admitting,
            Function<Admission, ClientSession> opening,
            Wire wire,
            Executor soon) {
        this.admitting = admitting;
        this.opening = opening;
        this.wire = wire;
        this.soon = soon;
    }

    synchronized void received(String text) {
        if (client != null) {
            client.received(text);
        } else if (!over) {
            setUp(text);
        }
    }

    private void setUp(String text) {
        try {
            if (ClientMessages.read(text) instanceof EnclaveSetup(JsonObject setup)) {
                client = opening.apply(admitting.apply(setup));
            } else {
                refuse(Closing.invalidMessage("Send enclave_setup_config before anything else."));
            }
        } catch (InvalidMessage invalid) {
            refuse(Closing.invalidMessage(String.valueOf(invalid.getMessage())));
        } catch (OpeningRefused refused) {
            refuse(Closing.refused(refused));
        }
    }

    /** The client has had time enough to bring its agent. */
    synchronized void waitedFor() {
        if (client == null && !over) {
            refuse(Closing.invalidMessage("No enclave_setup_config came."));
        }
    }

    /** Ends the session for what the client did. */
    synchronized void refuse(Closing closing) {
        if (client != null) {
            client.refuse(closing);
        } else if (!over) {
            over = true;
            Outbox outbox = new Outbox(wire, frames -> new byte[0]);
            outbox.close(closing);
            soon.execute(outbox::run);
        }
    }

    synchronized void closed(int code) {
        over = true;
        if (client != null) {
            client.closed(code);
        }
    }

    synchronized void failed() {
        over = true;
        if (client != null) {
            client.failed();
        }
    }
}
