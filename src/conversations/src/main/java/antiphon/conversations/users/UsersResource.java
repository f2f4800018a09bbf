package antiphon.conversations.users;

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

/** The door to those who talked with agents. */
@Path("/v1/convai/users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {
    @Inject
    Callers callers;

    @GET
    public JsonObject list(@Context UriInfo uri) {
        return callers.page(UserSelection.read(Query.of(uri))).asJson("users", ConversationUser::asJson);
    }
}
