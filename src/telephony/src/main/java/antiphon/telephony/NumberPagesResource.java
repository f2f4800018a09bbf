package antiphon.telephony;

import antiphon.api.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The door to telephone numbers page by page. */
@Path("/v1/convai/v2/phone-numbers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class NumberPagesResource {
    @Inject
    PhoneNumbers numbers;

    @GET
    public JsonObject page(@Context UriInfo uri) {
        return numbers.list(NumberSelection.read(Query.of(uri))).asJson("phone_numbers", numbers::shown);
    }
}
