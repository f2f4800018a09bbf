package antiphon.conversations.tools;

/** Nobody can take the place; the message says why, for the model to read. */
public final class SuccessionRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SuccessionRefused(String message) {
        super(message);
    }
}
