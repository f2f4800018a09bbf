package antiphon.conversations;

/** A conversation cannot begin because of what the client sent to open it. */
public final class OpeningRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The contract's word for what is wrong. */
    public enum Problem {
        OVERRIDE_ERROR,
        MISSING_DYNAMIC_VARIABLE,
        VALUE_ERROR
    }

    private final Problem problem;

    public OpeningRefused(Problem problem, String message) {
        super(message, null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
