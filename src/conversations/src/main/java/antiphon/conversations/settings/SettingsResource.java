package antiphon.conversations.settings;

import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The door to the settings of the workspace. */
@Path("/v1/convai/settings")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SettingsResource {
    @Inject
    WorkspaceSettings settings;

    @Inject
    Caller caller;

    @GET
    public JsonObject get() {
        return settings.shown(SettingsDocument.CONVERSATIONS);
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject change(JsonObject body) {
        return settings.change(SettingsDocument.CONVERSATIONS, body, caller.actor());
    }

    @GET
    @Path("dashboard")
    public JsonObject dashboard() {
        return settings.shown(SettingsDocument.DASHBOARD);
    }

    @PATCH
    @Path("dashboard")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject changeDashboard(JsonObject body) {
        return settings.change(SettingsDocument.DASHBOARD, body, caller.actor());
    }
}
