package antiphon.voices;

import antiphon.api.Json;
import antiphon.api.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The door to the voices of this server's engines. */
@Path("/v1/voices")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class VoicesResource {
    @Inject
    Voices voices;

    @GET
    public JsonObject list() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        voices.all().forEach(voice -> list.add(new VoiceDocument(voice).asJson(true)));
        return Json.createObjectBuilder().add("voices", list).build();
    }

    @GET
    @Path("settings/default")
    public JsonObject defaultSettings() {
        return VoiceDocument.settings();
    }

    @GET
    @Path("{voice_id}")
    public JsonObject get(@PathParam("voice_id") String id, @Context UriInfo uri) {
        return new VoiceDocument(voices.find(id)).asJson(Query.of(uri).flag("with_settings", true));
    }

    @GET
    @Path("{voice_id}/settings")
    public JsonObject settings(@PathParam("voice_id") String id) {
        voices.find(id);
        return VoiceDocument.settings();
    }

    @DELETE
    @Path("{voice_id}")
    public JsonObject delete(@PathParam("voice_id") String id) {
        throw voices.undeletable(id);
    }
}
