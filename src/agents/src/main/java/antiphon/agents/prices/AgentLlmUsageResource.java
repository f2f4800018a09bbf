package antiphon.agents.prices;

import antiphon.api.contract.Contract;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The door to estimates of what language models would cost an agent. */
@Path("/v1/convai/agent/{agent_id}/llm-usage")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AgentLlmUsageResource {
    @Inject
    AgentPrompts prompts;

    @POST
    @Path("calculate")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject calculate(@PathParam("agent_id") String id, JsonObject body) {
        Contract.stated().demand("LLMUsageCalculatorRequestModel", body);
        return LlmPrices.estimate(prompts.size(id).changedBy(body));
    }
}
