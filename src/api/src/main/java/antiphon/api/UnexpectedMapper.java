package antiphon.api;

import jakarta.json.JsonException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Answers what nobody foresaw: the caller is given a number to quote, the log the trace under the same number. */
@Provider
public class UnexpectedMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = System.getLogger(UnexpectedMapper.class.getName());
    private static final int LONGEST_CHAIN = 20;

    @Override
    public Response toResponse(Throwable thrown) {
        // Containers wrap what comes out of a transaction or a body reader.
        @Nullable Throwable cause = thrown;
        for (int i = 0; cause != null && i < LONGEST_CHAIN; i++, cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return RefusalMapper.answer(refusal);
            }
            if (cause instanceof JsonException) {
                return RefusalMapper.answer(JsonBodyReader.malformed());
            }
        }
        String incident = PublicId.fresh("inc_");
        LOG.log(Level.ERROR, "Unexpected failure " + incident, thrown);
        return Response.serverError()
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Refusal.detail(
                        "internal_error", "The server failed unexpectedly. Its log has more under " + incident + "."))
                .build();
    }
}
