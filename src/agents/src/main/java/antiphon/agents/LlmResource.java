package antiphon.agents;

import antiphon.agents.ModelCatalogue.OfferedModel;
import antiphon.api.Json;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The door to the list of language models. */
@Path("/v1/convai/llm")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LlmResource {
    /** Nothing is deprecated here: models are the providers', who say themselves when one goes. */
    private static final JsonObject NO_DEPRECATION = Json.createObjectBuilder()
            .add("warning_start_days", 0)
            .add("fallback_start_days", 0)
            .add("fallback_complete_days", 0)
            .add("fallback_start_percentage", 0)
            .add("fallback_complete_percentage", 0)
            .build();

    @Inject
    Instance<ModelCatalogue> catalogues;

    @GET
    @Path("list")
    public JsonObject list() {
        JsonArrayBuilder llms = Json.createArrayBuilder();
        catalogues.stream()
                .flatMap(catalogue -> catalogue.offered().stream())
                .forEach(model -> llms.add(asJson(model)));
        return Json.createObjectBuilder()
                .add("llms", llms)
                .add("default_deprecation_config", NO_DEPRECATION)
                .build();
    }

    /** The contract's LLMInfoModel, and beyond it who runs the model and whether it can be used here. */
    private static JsonObject asJson(OfferedModel model) {
        return Json.createObjectBuilder()
                .add("llm", model.llm())
                .add("is_checkpoint", model.checkpoint())
                .add("max_tokens_limit", model.maxTokens())
                .add("max_context_limit", model.maxContext())
                .add("supports_image_input", model.imageInput())
                .add("supports_document_input", model.documentInput())
                .add("supports_parallel_tool_calls", model.parallelToolCalls())
                .add("available_reasoning_efforts", Json.createArrayBuilder(model.reasoningEfforts()))
                .addNull("deprecation_info")
                .addNull("regional_processing_surcharge")
                .add("provider", model.provider())
                .add("is_usable", model.usable())
                .build();
    }
}
