package antiphon.simulation.library;

import antiphon.api.Json;
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

/** The door to folders of tests. */
@Path("/v1/convai/agent-testing/folders")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TestFoldersResource {
    @Inject
    TestFolders folders;

    @Inject
    TestListing listing;

    @Inject
    Caller caller;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject create(JsonObject body) {
        AgentTest folder = folders.create(body, caller.actor());
        return Json.createObjectBuilder()
                .add("id", folder.id())
                .add("name", folder.name())
                .build();
    }

    @GET
    @Path("{folder_id}")
    public JsonObject get(@PathParam("folder_id") String id) {
        return listing.folder(folders.find(id));
    }

    @PATCH
    @Path("{folder_id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject rename(@PathParam("folder_id") String id, JsonObject body) {
        return listing.folder(folders.rename(id, body, caller.actor()));
    }

    @DELETE
    @Path("{folder_id}")
    public void delete(@PathParam("folder_id") String id, @Context UriInfo uri) {
        folders.delete(id, Query.of(uri).flag("force", false), caller.actor());
    }
}
