package antiphon.campaigns;

import antiphon.api.Query;
import antiphon.api.contract.Contract;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The door to lists of calls. */
@Path("/v1/convai/batch-calling")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BatchCallsResource {
    private static final int MOST = 100;
    private static final int MOST_LINES = 10_000;

    @Inject
    BatchCalls batches;

    @Inject
    Caller caller;

    @POST
    @Path("submit")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject submit(JsonObject body) {
        Contract.stated().demand("Body_Submit_a_batch_call_request__v1_convai_batch_calling_submit_post", body);
        return batches.submit(body, caller.actor());
    }

    @GET
    @Path("workspace")
    public JsonObject list(@Context UriInfo uri) {
        Query query = Query.of(uri);
        return batches.list(query.number("limit", MOST, 1, MOST), query.text("last_doc"), query.text("agent_id"));
    }

    @GET
    @Path("{batch_id}")
    public JsonObject get(@PathParam("batch_id") String id) {
        return batches.detailed(id);
    }

    @DELETE
    @Path("{batch_id}")
    public void delete(@PathParam("batch_id") String id) {
        batches.delete(id, caller.actor());
    }

    @POST
    @Path("{batch_id}/cancel")
    public JsonObject cancel(@PathParam("batch_id") String id) {
        return batches.cancel(id, caller.actor());
    }

    @POST
    @Path("{batch_id}/retry")
    public JsonObject retry(@PathParam("batch_id") String id) {
        return batches.retry(id, caller.actor());
    }

    @GET
    @Path("{batch_id}/export")
    @Produces("text/csv")
    public String export(@PathParam("batch_id") String id, @Context UriInfo uri) {
        return batches.export(id, Query.of(uri).number("limit", MOST_LINES, 1, MOST_LINES));
    }
}
