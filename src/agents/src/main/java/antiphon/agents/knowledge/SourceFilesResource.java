package antiphon.agents.knowledge;

import antiphon.api.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The door out of which files go to whoever has a link; no browser shall run what is in them. */
@Path("/v1/antiphon/knowledge-base")
@RequestScoped
public class SourceFilesResource {
    @Inject
    KnowledgeDocuments documents;

    @Inject
    SourceLinks links;

    @GET
    @Path("{documentation_id}/source")
    @Produces(MediaType.WILDCARD)
    public Response source(@PathParam("documentation_id") String id, @Context UriInfo uri) {
        links.check(id, Query.of(uri));
        return Response.ok(documents.source(id), MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + filename(id))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private String filename(String id) {
        String name = documents.find(id).filename().orElse("file");
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
