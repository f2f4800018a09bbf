package antiphon.conversations.widget;

import antiphon.api.FormPart;
import antiphon.conversations.PublicAddress;
import antiphon.conversations.record.Records;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
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

/** The door for the pictures of agents. */
@Path("/v1/convai/agents/{agent_id}/avatar")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AvatarResource {
    @Inject
    Avatars avatars;

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
        return avatars.keep(id, FormPart.required(parts, Avatars.FIELD), server, caller.actor());
    }
}
