package antiphon.conversations.files;

import antiphon.api.Refusal;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The door out of which files of callers go to those who may see conversations; transcripts name it. No browser shall run
 * what is in them.
 */
@Path("/v1/antiphon/conversations/{conversation_id}/files")
@RequestScoped
public class FileContentsResource {
    @Inject
    LeftFiles files;

    /** Where a file is to be had, below the address of this server. */
    public static String path(String conversationId, String fileId) {
        return "/v1/antiphon/conversations/" + conversationId + "/files/" + fileId;
    }

    @GET
    @Path("{file_id}")
    @Produces(MediaType.WILDCARD)
    public Response get(@PathParam("conversation_id") String id, @PathParam("file_id") String fileId) {
        ConversationFile file = files.find(id, fileId);
        byte[] content = files.content(fileId).orElseThrow(() -> Refusal.NotFound.of("file", fileId));
        String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return Response.ok(content, file.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename*=UTF-8''" + name)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
