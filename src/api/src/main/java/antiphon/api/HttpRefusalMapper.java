package antiphon.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Puts what the container itself refuses (unknown path, wrong method, wrong media type) into the contract's shape. */
@Provider
public class HttpRefusalMapper extends Incidents implements ExceptionMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException thrown) {
        if (thrown.getCause() instanceof Refusal refusal) {
            return RefusalMapper.answer(refusal);
        }
        Response response = thrown.getResponse();
        if (response.getStatus() >= 500) {
            return incident(thrown);
        }
        Response.ResponseBuilder answer = Response.status(response.getStatus())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Refusal.detail(status(response.getStatus()), message(response.getStatus())));
        Object allowed = response.getHeaders().getFirst(HttpHeaders.ALLOW);
        return allowed == null
                ? answer.build()
                : answer.header(HttpHeaders.ALLOW, allowed).build();
    }

    private static String status(int httpStatus) {
        return switch (httpStatus) {
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 406 -> "not_acceptable";
            case 413 -> "request_too_large";
            case 415 -> "unsupported_media_type";
            default -> "bad_request";
        };
    }

    private static String message(int httpStatus) {
        return switch (httpStatus) {
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path does not take this method.";
            case 406 -> "This path cannot answer in any of the accepted media types.";
            case 413 -> "The body is larger than what is taken here.";
            case 415 -> "This path does not take a body of this media type.";
            default -> "The request could not be understood.";
        };
    }
}
