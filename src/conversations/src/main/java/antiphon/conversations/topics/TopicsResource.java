package antiphon.conversations.topics;

import antiphon.api.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The door to what an agent's conversations are about. */
@Path("/v1/convai/agents/{agent_id}/topics")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TopicsResource {
    @Inject
    Topics topics;

    @GET
    public JsonObject list(@PathParam("agent_id") String id, @Context UriInfo uri) {
        return topics.page(id, Query.of(uri));
    }
}
