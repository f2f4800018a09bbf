package antiphon.agents.knowledge;

import antiphon.agents.documents.Dependent;
import antiphon.agents.knowledge.KnowledgeUse.Way;
import antiphon.api.Cursor;
import antiphon.api.Json;
import antiphon.api.Page;
import antiphon.api.Query;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The door to the documents and folders of the knowledge base. */
@Path("/v1/convai/knowledge-base")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class KnowledgeResource {
    @Inject
    KnowledgeDocuments documents;

    @Inject
    KnowledgeIntake intake;

    @Inject
    ManyDocuments many;

    @Inject
    DocumentViews views;

    @Inject
    KnowledgeUse use;

    @Inject
    ContentSearch search;

    @Inject
    Caller caller;

    @GET
    public JsonObject list(@Context UriInfo uri) {
        DocumentSelection selection =
                DocumentSelection.read(Query.of(uri), caller.actor().id());
        Page<KnowledgeDocument> page = documents.list(selection);
        Map<String, JsonObject> shown = views.summaries(page.items(), caller.actor());
        return page.asJson("documents", document -> shown.getOrDefault(document.id(), JsonValue.EMPTY_JSON_OBJECT));
    }

    @POST
    @Path("text")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject createFromText(JsonObject body) {
        return views.added(intake.text(body, caller.actor()));
    }

    @POST
    @Path("url")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject createFromUrl(JsonObject body) {
        return views.added(intake.url(body, caller.actor()));
    }

    @POST
    @Path("folder")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject createFolder(JsonObject body) {
        return views.added(intake.folder(body, caller.actor()));
    }

    @GET
    @Path("summaries")
    public JsonObject summaries(@Context UriInfo uri) {
        return many.summaries(Query.of(uri).texts("document_ids"), caller.actor());
    }

    @GET
    @Path("search")
    public JsonObject search(@Context UriInfo uri) {
        Page<ContentSearch.Hit> page = search.find(ContentSearch.Wanted.read(Query.of(uri)));
        List<String> ids =
                page.items().stream().map(ContentSearch.Hit::documentId).toList();
        Map<String, JsonObject> shown = views.summaries(documents.present(ids), caller.actor());
        return page.asJson(
                "results",
                hit -> Json.createObjectBuilder()
                        .add("document", shown.getOrDefault(hit.documentId(), JsonValue.EMPTY_JSON_OBJECT))
                        .add("search_snippet", hit.highlights())
                        .add("score", hit.score())
                        .build());
    }

    @POST
    @Path("bulk-delete")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject bulkDelete(JsonObject body) {
        return many.delete(body, caller.actor());
    }

    @POST
    @Path("bulk-move")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject bulkMove(JsonObject body) {
        many.move(body, caller.actor());
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    @POST
    @Path("{document_id}/move")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject move(@PathParam("document_id") String id, JsonObject body) {
        many.move(id, body, caller.actor());
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    @POST
    @Path("dependent-agents")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject dependentAgents(JsonObject body, @Context UriInfo uri) {
        return dependents(many.ids(body), Query.of(uri));
    }

    @GET
    @Path("{documentation_id}/dependent-agents")
    public JsonObject dependentAgents(@PathParam("documentation_id") String id, @Context UriInfo uri) {
        return dependents(List.of(documents.find(id).id()), Query.of(uri));
    }

    private JsonObject dependents(List<String> ids, Query query) {
        Way way = query.oneOf("dependent_type", Set.of("direct", "transitive", "all"))
                .map(word -> Way.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Way.ALL);
        String after = Cursor.from(query, Dependent.ORDER, 1)
                .map(cursor -> cursor.key().getFirst())
                .orElse("");
        Page<Dependent.Agent> agents = use.agents(ids, way, query.number("page_size", 30, 1, 100), after);
        JsonArrayBuilder branches = Json.createArrayBuilder();
        agents.items().forEach(agent -> branches.add(agent.branch()));
        JsonObject page =
                agents.asJson("agents", agent -> agent.asJson(caller.actor().role()));
        return Json.createObjectBuilder(page).add("branches", branches).build();
    }

    @GET
    @Path("{documentation_id}")
    public JsonObject get(@PathParam("documentation_id") String id) {
        return views.whole(documents.find(id), caller.actor());
    }

    @PATCH
    @Path("{documentation_id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject change(@PathParam("documentation_id") String id, JsonObject body) {
        return views.whole(intake.change(id, body, caller.actor()), caller.actor());
    }

    @DELETE
    @Path("{documentation_id}")
    public JsonObject delete(@PathParam("documentation_id") String id, @Context UriInfo uri) {
        documents.delete(id, Query.of(uri).flag("force", false), caller.actor());
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    @POST
    @Path("{documentation_id}/refresh")
    public JsonObject refresh(@PathParam("documentation_id") String id) {
        return views.whole(intake.refresh(id, caller.actor()), caller.actor());
    }

    /** Made of what others wrote: no browser shall run any of it. */
    @GET
    @Path("{documentation_id}/content")
    @Produces(MediaType.WILDCARD)
    public Response content(@PathParam("documentation_id") String id) {
        return Response.ok(documents.html(id), "text/html;charset=UTF-8")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
