package antiphon.voices.usage;

import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The door to whoever asks. */
@Path("/v1/user")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {
    @Inject
    Accounts accounts;

    @Inject
    Caller caller;

    @GET
    public JsonObject user() {
        return accounts.user(caller.actor());
    }

    @GET
    @Path("subscription")
    public JsonObject subscription() {
        return accounts.subscription();
    }
}
