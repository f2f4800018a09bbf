package antiphon.agents;

import antiphon.api.Json;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The door to how much an agent knows. */
@Path("/v1/convai/agent/{agent_id}/knowledge-base")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class KnowledgeSizeResource {
    @Inject
    AgentQuestions questions;

    @GET
    @Path("size")
    public JsonObject size(@PathParam("agent_id") String id) {
        return Json.createObjectBuilder()
                .add("number_of_pages", questions.pages(id))
                .build();
    }
}
