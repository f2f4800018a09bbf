package antiphon.call;

/**
 * Why a call is over.
 *
 * @param reason one sentence fit for the record and for a log, without words spoken
 */
public record CallEnd(Cause cause, String reason) {
    public enum Cause {
        CALLER_LEFT,
        AGENT_HUNG_UP,
        CALLER_SILENT,
        TIME_IS_UP,
        PROVIDER_FAILED,
        LINE_BROKEN,
        SERVER_STOPPED
    }

    /** Whether the record calls this conversation failed. */
    public boolean failed() {
        return cause == Cause.PROVIDER_FAILED || cause == Cause.LINE_BROKEN || cause == Cause.SERVER_STOPPED;
    }
}
