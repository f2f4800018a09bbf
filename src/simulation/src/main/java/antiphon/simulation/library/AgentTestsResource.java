package antiphon.simulation.library;

import antiphon.api.Json;
import antiphon.api.Query;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The door to tests of agents. */
@Path("/v1/convai/agent-testing")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AgentTestsResource {
    @Inject
    AgentTests tests;

    @Inject
    TestFolders folders;

    @Inject
    TestListing listing;

    @Inject
    Caller caller;

    @GET
    public JsonObject list(@Context UriInfo uri) {
        TestSelection selection =
                TestSelection.read(Query.of(uri), caller.actor().id());
        return listing.page(selection, caller.actor());
    }

    @POST
    @Path("create")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject create(JsonObject body) {
        AgentTest test = tests.create(body, caller.actor());
        return Json.createObjectBuilder().add("id", test.id()).build();
    }

    @POST
    @Path("summaries")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject summaries(JsonObject body) {
        return listing.byId(body, caller.actor());
    }

    @POST
    @Path("bulk-move")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject move(JsonObject body) {
        folders.move(body, caller.actor());
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    @GET
    @Path("{test_id}")
    public JsonObject get(@PathParam("test_id") String id) {
        return tests.find(id).asJson(caller.actor());
    }

    @PUT
    @Path("{test_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject replace(@PathParam("test_id") String id, JsonObject body) {
        return tests.replace(id, body, caller.actor()).asJson(caller.actor());
    }

    @DELETE
    @Path("{test_id}")
    public JsonObject delete(@PathParam("test_id") String id) {
        tests.delete(id, caller.actor());
        return JsonValue.EMPTY_JSON_OBJECT;
    }
}
