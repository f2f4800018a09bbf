package antiphon.agents.outgoing;

/** A request that brought no answer. The message says why in one sentence, without the address or anything secret. */
public final class OutgoingFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** The address, or the request itself, is none that may be sent. */
        REFUSED,
        /** The host's name is not known. */
        UNKNOWN_HOST,
        /** Nobody answered there, or not in HTTP, or the connection broke. */
        UNREACHABLE,
        /** The other side's certificate does not vouch for it. */
        UNTRUSTED,
        /** The answer was not complete in time. */
        TIMED_OUT,
        /** The answer is longer than it may be. */
        TOO_LONG,
        /** Whoever asked does not want the answer any more. */
        CANCELLED
    }

    private final Kind kind;

    OutgoingFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
