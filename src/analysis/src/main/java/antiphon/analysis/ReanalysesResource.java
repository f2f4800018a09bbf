package antiphon.analysis;

import antiphon.api.Query;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The door for those who want many conversations looked at again, which the contract does not know. */
@Path("/v1/antiphon/reanalyses")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReanalysesResource {
    @Inject
    Reanalyses reanalyses;

    @Inject
    Caller caller;

    @POST
    public JsonObject begin(@Context UriInfo uri) {
        return reanalyses.begin(Query.of(uri), caller.actor());
    }

    @GET
    public JsonObject list(@Context UriInfo uri) {
        return reanalyses.page(Query.of(uri)).asJson("reanalyses", reanalysis -> reanalysis);
    }

    @GET
    @Path("{reanalysis_id}")
    public JsonObject get(@PathParam("reanalysis_id") String id) {
        return reanalyses.whole(id);
    }

    @POST
    @Path("{reanalysis_id}/cancel")
    public JsonObject cancel(@PathParam("reanalysis_id") String id) {
        return reanalyses.cancel(id, caller.actor());
    }
}
