package antiphon.agents;

import antiphon.api.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The door to what agents find in what they know. */
@Path("/v1/convai/agents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AgentKnowledgeResource {
    @Inject
    AgentQuestions questions;

    @POST
    @Path("{agent_id}/knowledge-base/rag-query")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject ask(@PathParam("agent_id") String id, JsonObject body, @Context UriInfo uri) {
        return questions.ask(id, Query.of(uri).text("branch_id"), body);
    }
}
