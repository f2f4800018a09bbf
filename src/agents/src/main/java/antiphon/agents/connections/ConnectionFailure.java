package antiphon.agents.connections;

/** No credentials could be had. The message says why in one sentence, without anything secret. */
public final class ConnectionFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConnectionFailure(String message) {
        super(message);
    }
}
