package antiphon.api;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers a {@link Refusal} in the contract's words. */
@Provider
public class RefusalMapper implements ExceptionMapper<Refusal> {
    @Override
    public Response toResponse(Refusal refusal) {
        return answer(refusal);
    }

    static Response answer(Refusal refusal) {
        return Response.status(refusal.httpStatus())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(refusal.asJson())
                .build();
    }
}
