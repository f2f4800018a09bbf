package antiphon.call;

/**
 * Why a call is over.
 *
 * @param reason one sentence fit for the record and for a log, without words spoken
 * @param provider who failed; empty where nobody did
 */
public record CallEnd(Cause cause, String reason, String provider) {
    public CallEnd(Cause cause, String reason) {
        this(cause, reason, "");
    }

    public enum Cause {
        CALLER_LEFT,
        AGENT_HUNG_UP,
        CALLER_SILENT,
        TIME_IS_UP,
        /** The model that answers failed. */
        MODEL_FAILED,
        /** The model that answers kept silent. */
        MODEL_SILENT,
        /** Several models were asked, and all failed. */
        MODELS_FAILED,
        RECOGNIZER_FAILED,
        SYNTHESIZER_FAILED,
        /** What was said went against something the call is guarded against. */
        GUARDRAIL_TRIGGERED,
        /** Something that nobody foresaw. */
        CALL_BROKE,
        LINE_BROKEN,
        SERVER_STOPPED
    }

    /** Whether the record calls this conversation failed. */
    public boolean failed() {
        return switch (cause) {
            case MODEL_FAILED,
                    MODEL_SILENT,
                    MODELS_FAILED,
                    RECOGNIZER_FAILED,
                    SYNTHESIZER_FAILED,
                    CALL_BROKE,
                    LINE_BROKEN,
                    SERVER_STOPPED -> true;
            case CALLER_LEFT, AGENT_HUNG_UP, CALLER_SILENT, TIME_IS_UP, GUARDRAIL_TRIGGERED -> false;
        };
    }
}
