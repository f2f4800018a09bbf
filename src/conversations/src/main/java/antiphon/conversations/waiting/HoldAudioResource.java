package antiphon.conversations.waiting;

import antiphon.api.FormPart;
import antiphon.conversations.PublicAddress;
import antiphon.conversations.record.Records;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The door for what callers hear while they wait. */
@Path("/v1/convai/agents/{agent_id}/hold-audio")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HoldAudioResource {
    @Inject
    HoldSounds sounds;

    @Inject
    Records records;

    @Inject
    Caller caller;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public JsonObject create(@PathParam("agent_id") String id, List<EntityPart> parts) {
        String server = new PublicAddress(records.settings()).http(uri.getBaseUri(), headers::getHeaderString);
        return sounds.keep(id, FormPart.required(parts, HoldSounds.FIELD), server, caller.actor());
    }

    @DELETE
    public JsonObject delete(@PathParam("agent_id") String id) {
        return sounds.delete(id, caller.actor());
    }
}
