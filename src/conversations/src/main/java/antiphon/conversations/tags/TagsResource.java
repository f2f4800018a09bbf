package antiphon.conversations.tags;

import antiphon.api.Query;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The door to tags. */
@Path("/v1/convai/tags")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TagsResource {
    @Inject
    Tags tags;

    @Inject
    Caller caller;

    @GET
    public JsonObject list(@Context UriInfo uri) {
        return tags.page(Query.of(uri));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject create(JsonObject body) {
        return tags.create(body, caller.actor());
    }

    @GET
    @Path("{tag_id}")
    public JsonObject get(@PathParam("tag_id") String id) {
        return tags.get(id);
    }

    @PATCH
    @Path("{tag_id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject change(@PathParam("tag_id") String id, JsonObject body) {
        return tags.change(id, body, caller.actor());
    }

    @DELETE
    @Path("{tag_id}")
    public void delete(@PathParam("tag_id") String id) {
        tags.delete(id, caller.actor());
    }
}
