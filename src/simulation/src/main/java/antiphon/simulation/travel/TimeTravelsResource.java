package antiphon.simulation.travel;

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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The door for those who put past conversations to another version of an agent, which the contract does not know. */
@Path("/v1/antiphon/time-travels")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TimeTravelsResource {
    @Inject
    TimeTravels travels;

    @Inject
    TravelViews views;

    @Inject
    Caller caller;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject begin(@Context UriInfo uri, JsonObject body) {
        return travels.begin(body, Query.of(uri), caller.actor());
    }

    @GET
    public JsonObject list(@Context UriInfo uri) {
        return travels.page(Query.of(uri)).asJson("time_travels", travel -> travel);
    }

    @GET
    @Path("{time_travel_id}")
    public JsonObject get(@PathParam("time_travel_id") String id) {
        return travels.whole(id);
    }

    @GET
    @Path("{time_travel_id}/conversations")
    public JsonObject conversations(@PathParam("time_travel_id") String id, @Context UriInfo uri) {
        return views.conversations(id, Query.of(uri)).asJson("conversations", conversation -> conversation);
    }

    @GET
    @Path("{time_travel_id}/turns")
    public JsonObject turns(@PathParam("time_travel_id") String id, @Context UriInfo uri) {
        return views.turns(id, Query.of(uri)).asJson("turns", turn -> turn);
    }

    @POST
    @Path("{time_travel_id}/cancel")
    public JsonObject cancel(@PathParam("time_travel_id") String id) {
        return travels.cancel(id, caller.actor());
    }

    @DELETE
    @Path("{time_travel_id}")
    public JsonObject delete(@PathParam("time_travel_id") String id) {
        travels.delete(id, caller.actor());
        return JsonValue.EMPTY_JSON_OBJECT;
    }
}
