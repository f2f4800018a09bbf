package antiphon.agents.knowledge.reading;

/** A document that cannot be read. The message says why in one sentence, for whoever sent it. */
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message);
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
