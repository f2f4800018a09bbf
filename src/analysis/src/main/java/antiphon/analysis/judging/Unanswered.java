package antiphon.analysis.judging;

/** A model gave no answer; the message says why in one sentence fit for a log. */
final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    Unanswered(String why, boolean retryable) {
        super(why, null, false, false);
        this.retryable = retryable;
    }

    boolean retryable() {
        return retryable;
    }
}
