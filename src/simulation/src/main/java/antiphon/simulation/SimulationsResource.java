package antiphon.simulation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

/** The door to simulated conversations. */
@Path("/v1/convai/agents/{agent_id}/simulate-conversation")
@RequestScoped
public class SimulationsResource {
    @Inject
    Simulations simulations;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject simulate(@PathParam("agent_id") String id, JsonObject body) throws InterruptedException {
        try (Simulation simulation = simulations.prepare(id, body)) {
            return simulation.run(entries -> {});
        }
    }

    /** What is refused is refused before the first byte is sent. */
    @POST
    @Path("stream")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response stream(@PathParam("agent_id") String id, JsonObject body) {
        Simulation simulation = simulations.prepare(id, body);
        StreamingOutput events = output -> new EventStream(output).tell(simulation);
        return Response.ok(events, MediaType.SERVER_SENT_EVENTS).build();
    }
}
