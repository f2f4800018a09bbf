package antiphon.analysis.webhooks;

import antiphon.analysis.webhooks.WebhookTargets.Rotated;
import antiphon.api.Json;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Gives a webhook another secret; the contract has no operation for it. For a day both sign. */
@Path("/v1/antiphon/webhooks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SecretRotationResource {
    @Inject
    WebhookTargets webhooks;

    @Inject
    Caller caller;

    @POST
    @Path("{webhook_id}/rotate-secret")
    public JsonObject rotate(@PathParam("webhook_id") String id) {
        Rotated rotated = webhooks.rotate(id, caller.actor());
        return Json.createObjectBuilder()
                .add("webhook_id", id)
                .add("webhook_secret", rotated.secret())
                .add("previous_secret_until_unix", rotated.previousUntil().getEpochSecond())
                .build();
    }
}
