package antiphon.agents.prices;

import antiphon.api.contract.Contract;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The door to estimates of what language models cost. Open to all: it knows nothing of anybody. */
@Path("/v1/convai/llm-usage")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LlmUsageResource {
    @POST
    @Path("calculate")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject calculate(JsonObject body) {
        Contract.stated().demand("LLMUsageCalculatorPublicRequestModel", body);
        return LlmPrices.estimate(PromptSize.NOTHING.changedBy(body));
    }
}
