package antiphon.conversations.tags;

import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The door through which conversations are given tags. */
@Path("/v1/convai/conversations/{conversation_id}/tags")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TaggingResource {
    @Inject
    Tags tags;

    @Inject
    Caller caller;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public void assign(@PathParam("conversation_id") String id, JsonObject body) {
        tags.assign(id, body, caller.actor());
    }

    @DELETE
    @Path("{tag_id}")
    public void unassign(@PathParam("conversation_id") String id, @PathParam("tag_id") String tagId) {
        tags.unassign(id, tagId, caller.actor());
    }
}
