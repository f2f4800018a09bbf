package antiphon.identity;

import antiphon.api.Json;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The door to tokens that open one operation once. */
@Path("/v1/single-use-token")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SingleUseTokensResource {
    @Inject
    SingleUseTokens tokens;

    @Inject
    Caller caller;

    @POST
    @Path("{token_type}")
    public JsonObject issue(@PathParam("token_type") String type) {
        return Json.createObjectBuilder()
                .add("token", tokens.issue(type, caller.actor()))
                .build();
    }
}
