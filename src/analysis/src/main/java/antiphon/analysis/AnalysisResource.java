package antiphon.analysis;

import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The door for those who want a conversation looked at again. */
@Path("/v1/convai/conversations/{conversation_id}/analysis")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AnalysisResource {
    @Inject
    SecondOpinions opinions;

    @Inject
    Caller caller;

    @POST
    @Path("run")
    public JsonObject run(@PathParam("conversation_id") String id) {
        return opinions.run(id, caller.actor());
    }

    @POST
    @Path("evaluations/run")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject evaluate(@PathParam("conversation_id") String id, JsonObject body) {
        return opinions.evaluate(id, body, caller.actor());
    }
}
