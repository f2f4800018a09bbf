package antiphon.simulation.runs;

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

/** The door by which an agent is put to tests. */
@Path("/v1/convai/agents/{agent_id}/run-tests")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TestRunsResource {
    @Inject
    TestInvocations invocations;

    @Inject
    TestWorkers workers;

    @Inject
    Caller caller;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject run(@PathParam("agent_id") String id, JsonObject body) {
        JsonObject begun = invocations.begin(id, body, caller.actor());
        workers.wake();
        return begun;
    }
}
