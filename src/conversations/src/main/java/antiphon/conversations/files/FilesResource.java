package antiphon.conversations.files;

import antiphon.api.FormPart;
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
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The door for files of callers, who need no key for it. */
@Path("/v1/convai/conversations/{conversation_id}/files")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class FilesResource {
    @Inject
    LeftFiles files;

    @Inject
    Caller caller;

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public JsonObject leave(@PathParam("conversation_id") String id, List<EntityPart> parts) {
        return files.leave(id, FormPart.required(parts, "file"), caller.known());
    }

    @DELETE
    @Path("{file_id}")
    public JsonObject cancel(@PathParam("conversation_id") String id, @PathParam("file_id") String fileId) {
        return files.cancel(id, fileId, caller.known());
    }
}
