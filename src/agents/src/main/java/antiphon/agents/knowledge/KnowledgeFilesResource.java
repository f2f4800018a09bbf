package antiphon.agents.knowledge;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
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
import java.io.IOException;
import java.io.InputStream;
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

    /** @param type the media type as its sender says it */
    private record Upload(byte[] bytes, String filename, String type) {}

    @POST
    @Path("file")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public JsonObject createFromFile(List<EntityPart> parts) {
        Upload file = file(parts).orElseThrow(KnowledgeFilesResource::fileMissing);
        return views.added(intake.file(
                file.bytes(),
                file.filename(),
                file.type(),
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
        Upload file = file(parts).orElseThrow(KnowledgeFilesResource::fileMissing);
        return views.whole(
                intake.replaceFile(id, file.bytes(), file.filename(), file.type(), caller.actor()), caller.actor());
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

    private Optional<Upload> file(List<EntityPart> parts) {
        Optional<EntityPart> part =
                parts.stream().filter(each -> each.getName().equals("file")).findFirst();
        return part.map(file -> new Upload(
                bytes(file, intake.settings().mostFileBytes()),
                file.getFileName()
                        .filter(name -> !name.isBlank())
                        .map(KnowledgeFilesResource::bare)
                        .orElse("file"),
                String.valueOf(file.getMediaType())));
    }

    /** Some browsers send the way to the file with its name. */
    private static String bare(String filename) {
        return filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "");
    }

    private static Optional<String> field(List<EntityPart> parts, String name) {
        return parts.stream()
                .filter(part -> part.getName().equals(name))
                .findFirst()
                .map(part -> new String(bytes(part, LONGEST_FIELD), StandardCharsets.UTF_8))
                .map(text -> text.replace("\0", "").strip())
                .filter(text -> !text.isEmpty());
    }

    private static byte[] bytes(EntityPart part, long most) {
        try (InputStream content = part.getContent()) {
            byte[] bytes = content.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > most) {
                throw new Refusal.TooLarge(most);
            }
            return bytes;
        } catch (IOException broken) {
            throw new Refusal.Invalid(
                    new Problem(List.of("body", part.getName()), "The body broke off", "value_error"));
        }
    }

    private static Refusal.Invalid fileMissing() {
        return new Refusal.Invalid(new Problem(List.of("body", "file"), "Field required", "missing"));
    }
}
