package antiphon.api;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Answers what nobody foresaw: the caller is given a number to quote, the log the trace under the same number. */
@Provider
public class UnexpectedMapper extends Incidents implements ExceptionMapper<Throwable> {
    private static final int LONGEST_CHAIN = 20;

    @Override
    public Response toResponse(Throwable thrown) {
        // Containers wrap what comes out of a transaction or a body reader.
        @Nullable Throwable cause = thrown;
        for (int i = 0; cause != null && i < LONGEST_CHAIN; i++, cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return RefusalMapper.answer(refusal);
            }
        }
        return incident(thrown);
    }
}
