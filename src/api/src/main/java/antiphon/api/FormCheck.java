package antiphon.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Refuses a form of several parts that does not say what stands between them (RFC 7578, section 4.1): nobody can read it. */
@Provider
public class FormCheck implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        MediaType type = request.getMediaType();
        if (type != null
                && MediaType.MULTIPART_FORM_DATA_TYPE.isCompatible(type)
                && !type.getParameters().containsKey("boundary")) {
            throw new Refusal.Invalid(new Problem(
                    List.of("body"), "The media type multipart/form-data needs a boundary", "multipart_invalid"));
        }
    }
}
