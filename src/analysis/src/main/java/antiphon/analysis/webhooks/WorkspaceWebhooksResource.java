package antiphon.analysis.webhooks;

import antiphon.analysis.webhooks.WorkspaceWebhooks.Created;
import antiphon.analysis.webhooks.WorkspaceWebhooks.Uses;
import antiphon.api.Json;
import antiphon.api.Query;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** The door to the workspace's webhooks. A secret goes out once, when its webhook is made. */
@Path("/v1/workspace/webhooks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WorkspaceWebhooksResource {
    private static final JsonObject DONE =
            Json.createObjectBuilder().add("status", "ok").build();

    @Inject
    WorkspaceWebhooks webhooks;

    @Inject
    Caller caller;

    @GET
    public JsonObject list(@Context UriInfo uri) {
        boolean usages = Query.of(uri).flag("include_usages", false);
        JsonArrayBuilder list = Json.createArrayBuilder();
        List<WorkspaceWebhook> all = webhooks.list();
        Optional<Uses> uses = usages ? Optional.of(webhooks.uses(all)) : Optional.empty();
        all.forEach(webhook -> list.add(
                webhook.asJson(uses.map(each -> usage(each, webhook.id())).orElse(JsonValue.NULL))));
        return Json.createObjectBuilder().add("webhooks", list).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject create(JsonObject body) {
        Created created = webhooks.create(WantedWebhook.read(body), caller.actor());
        return Json.createObjectBuilder()
                .add("webhook_id", created.id())
                .add("webhook_secret", created.secret())
                .build();
    }

    @PATCH
    @Path("{webhook_id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject change(@PathParam("webhook_id") String id, JsonObject body) {
        webhooks.change(id, WebhookChange.read(body), caller.actor());
        return DONE;
    }

    @DELETE
    @Path("{webhook_id}")
    public JsonObject delete(@PathParam("webhook_id") String id) {
        webhooks.delete(id, caller.actor());
        return DONE;
    }

    private static JsonValue usage(Uses uses, String id) {
        JsonArrayBuilder usage = Json.createArrayBuilder();
        if (uses.byAgents().contains(id)) {
            usage.add(Json.createObjectBuilder().add("usage_type", "ConvAI Agent Settings"));
        }
        if (uses.bySettings().contains(id)) {
            usage.add(Json.createObjectBuilder().add("usage_type", "ConvAI Settings"));
        }
        return usage.build();
    }
}
