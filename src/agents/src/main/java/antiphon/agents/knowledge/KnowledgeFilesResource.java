package antiphon.agents.knowledge;

import antiphon.api.FormPart;
import antiphon.api.Json;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The door by which files come in. */
@Path("/v1/convai/knowledge-base")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class KnowledgeFilesResource {
    private static final int LONGEST_FIELD = 10_000;

    @Inject
    KnowledgeIntake intake;

    @Inject
    KnowledgeDocuments documents;

    @Inject
    DocumentViews views;

    @Inject
    SourceLinks links;

    @Inject
    Caller caller;

    @POST
    @Path("file")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public JsonObject createFromFile(List<EntityPart> parts) {
        FormPart file = FormPart.required(parts, "file");
        return views.added(intake.file(
                bytes(file),
                file.plainName(),
                file.mediaType(),
                field(parts, "name"),
                field(parts, "parent_folder_id"),
                caller.actor()));
    }

    /** The door of old: a file or an address. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public JsonObject add(List<EntityPart> parts) {
        Optional<String> url = field(parts, "url");
        return url.isPresent()
                ? views.added(intake.page(url.get(), field(parts, "name"), caller.actor()))
                : createFromFile(parts);
    }

    @PATCH
    @Path("{documentation_id}/update-file")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public JsonObject updateFile(@PathParam("documentation_id") String id, List<EntityPart> parts) {
        FormPart file = FormPart.required(parts, "file");
        return views.whole(
                intake.replaceFile(id, bytes(file), file.plainName(), file.mediaType(), caller.actor()),
                caller.actor());
    }

    @GET
    @Path("{documentation_id}/source-file-url")
    public JsonObject sourceFileUrl(@PathParam("documentation_id") String id, @Context UriInfo uri) {
        documents.source(id);
        String server = intake.settings()
                .publicUrl()
                .orElse(uri.getBaseUri().resolve("/").toString());
        String link = server.replaceAll("/+$", "") + links.link(id);
        return Json.createObjectBuilder().add("signed_url", link).build();
    }

    private byte[] bytes(FormPart file) {
        return file.bytes((int) Math.min(intake.settings().mostFileBytes(), Integer.MAX_VALUE - 8));
    }

    private static Optional<String> field(List<EntityPart> parts, String name) {
        return FormPart.in(parts, name)
                .map(part -> new String(part.bytes(LONGEST_FIELD), StandardCharsets.UTF_8))
                .map(text -> text.replace("\0", "").strip())
                .filter(text -> !text.isEmpty());
    }
}
