package antiphon.voices.usage;

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

/** The door to how much was spoken. Its moments are in milliseconds, as the contract's are here. */
@Path("/v1/usage/character-stats")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UsageResource {
    @Inject
    Statistics statistics;

    @GET
    public JsonObject characters(@Context UriInfo uri) {
        return statistics.stated(Query.of(uri));
    }
}
