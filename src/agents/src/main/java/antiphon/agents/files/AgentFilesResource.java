package antiphon.agents.files;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The door out of which pictures and sounds of agents go to pages anywhere; no browser shall run what is in them. */
@Path("/v1/antiphon/agent-files")
@RequestScoped
public class AgentFilesResource {
    @Inject
    AgentFiles files;

    @GET
    @Path("{file_id}")
    @Produces(MediaType.WILDCARD)
    public Response get(@PathParam("file_id") String id) {
        AgentFile file = files.find(id);
        return Response.ok(file.bytes(), file.mediaType())
                .header("Cache-Control", "public, max-age=86400")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
