package antiphon.simulation.runs;

import antiphon.api.Query;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The door to what agents were put to. */
@Path("/v1/convai/test-invocations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TestInvocationsResource {
    @Inject
    TestInvocations invocations;

    @Inject
    TestWorkers workers;

    @Inject
    Caller caller;

    @GET
    public JsonObject list(@Context UriInfo uri) {
        return invocations.list(InvocationSelection.read(Query.of(uri)), caller.actor());
    }

    @GET
    @Path("{test_invocation_id}")
    public JsonObject get(@PathParam("test_invocation_id") String id) {
        return invocations.show(id);
    }

    @POST
    @Path("{test_invocation_id}/cancel")
    public JsonObject cancel(@PathParam("test_invocation_id") String id) {
        invocations.cancel(id, caller.actor());
        workers.renew();
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    @POST
    @Path("{test_invocation_id}/resubmit")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject resubmit(@PathParam("test_invocation_id") String id, JsonObject body) {
        invocations.resubmit(id, body, caller.actor());
        workers.wake();
        return JsonValue.EMPTY_JSON_OBJECT;
    }
}
