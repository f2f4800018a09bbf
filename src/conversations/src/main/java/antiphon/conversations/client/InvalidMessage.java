package antiphon.conversations.client;

/** A client's message cannot be read. The text says what is wrong and what would be right, without repeating the message. */
final class InvalidMessage extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidMessage(String message) {
        super(message);
    }
}
