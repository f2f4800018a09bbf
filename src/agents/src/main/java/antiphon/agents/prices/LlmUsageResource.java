package antiphon.agents.prices;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonNumber;
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
    private static final long MOST = 1_000_000_000;

    @POST
    @Path("calculate")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject calculate(JsonObject body) {
        Contract.stated().demand("LLMUsageCalculatorPublicRequestModel", body);
        return LlmPrices.estimate(
                size(body, "prompt_length"), size(body, "number_of_pages"), body.getBoolean("rag_enabled"));
    }

    private static long size(JsonObject body, String name) {
        JsonNumber number = body.getJsonNumber(name);
        if (number.bigDecimalValue().signum() < 0 || number.doubleValue() > MOST) {
            throw new Refusal.Invalid(Problem.at("body." + name, "Input should be 0 to " + MOST, "value_error"));
        }
        return number.bigDecimalValue().longValue();
    }
}
