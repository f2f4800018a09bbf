package antiphon.analysis.delivery;

import antiphon.api.Json;
import antiphon.api.Query;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The door to the log of deliveries, which the contract does not know. */
@Path("/v1/antiphon/webhook-deliveries")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WebhookDeliveriesResource {
    @Inject
    WebhookDeliveries deliveries;

    @Inject
    Caller caller;

    @GET
    public JsonObject list(@Context UriInfo uri) {
        return deliveries.page(Query.of(uri)).asJson("deliveries", delivery -> delivery);
    }

    @GET
    @Path("{delivery_id}")
    public JsonObject get(@PathParam("delivery_id") String id) {
        return deliveries.whole(id);
    }

    @POST
    @Path("{delivery_id}/replay")
    public JsonObject replay(@PathParam("delivery_id") String id) {
        return deliveries.replay(id, caller.actor());
    }

    @POST
    @Path("replay")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject replayAll(JsonObject wanted) {
        int count = deliveries.replayAll(wanted, caller.actor());
        return Json.createObjectBuilder().add("replayed", count).build();
    }
}
