package antiphon.agents.knowledge;

import antiphon.agents.documents.Dependent;
import antiphon.agents.knowledge.KnowledgeFolders.Count;
import antiphon.agents.knowledge.KnowledgeFolders.Segment;
import antiphon.api.Json;
import antiphon.identity.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Documents and folders in the contract's shapes. */
@ApplicationScoped
public class DocumentViews {
    private static final Count EMPTY = new Count(0, 0);

    @Inject
    KnowledgeDocuments documents;

    @Inject
    KnowledgeFolders folders;

    @Inject
    KnowledgeUse use;

    /** The contract's AddKnowledgeBaseResponseModel. */
    @Transactional
    JsonObject added(KnowledgeDocument document) {
        return Json.createObjectBuilder()
                .add("id", document.id())
                .add("name", document.name())
                .add("folder_path", pathOf(document.id()))
                .build();
    }

    /** The ids of the folders on the way to a document. */
    @Transactional
    public JsonArrayBuilder pathOf(String id) {
        return ids(folders.paths(List.of(id)).getOrDefault(id, List.of()));
    }

    /** The contract's GetKnowledgeBaseSummary…ResponseModels, by id. */
    @Transactional
    Map<String, JsonObject> summaries(Collection<KnowledgeDocument> shown, Actor viewer) {
        List<String> ids = shown.stream().map(KnowledgeDocument::id).toList();
        Map<String, List<Segment>> paths = folders.paths(ids);
        Map<String, Count> counts = folders.counts(ids);
        Map<String, List<Dependent.Agent>> agents = use.firstAgents(ids);
        Map<String, JsonObject> summaries = new HashMap<>();
        for (KnowledgeDocument document : shown) {
            JsonObjectBuilder summary =
                    described(document, viewer).add("folder_path", ids(paths.getOrDefault(document.id(), List.of())));
            JsonArrayBuilder users = Json.createArrayBuilder();
            agents.getOrDefault(document.id(), List.of()).forEach(agent -> users.add(agent.asJson(viewer.role())));
            summary.add("dependent_agents", users);
            addOfKind(summary, document, counts.getOrDefault(document.id(), EMPTY));
            summaries.put(document.id(), summary.build());
        }
        return summaries;
    }

    /** The contract's GetKnowledgeBase…ResponseModel. */
    @Transactional
    JsonObject whole(KnowledgeDocument document, Actor viewer) {
        JsonArrayBuilder path = Json.createArrayBuilder();
        folders.paths(List.of(document.id()))
                .getOrDefault(document.id(), List.of())
                .forEach(folder -> path.add(
                        Json.createObjectBuilder().add("id", folder.id()).add("name", folder.name())));
        JsonObjectBuilder shown = described(document, viewer).add("folder_path", path);
        if (!document.isFolder()) {
            shown.add("extracted_inner_html", documents.html(document.id())).add("content_format", "html");
        }
        addOfKind(shown, document, folders.counts(List.of(document.id())).getOrDefault(document.id(), EMPTY));
        return shown.build();
    }

    private static JsonArrayBuilder ids(List<Segment> path) {
        JsonArrayBuilder ids = Json.createArrayBuilder();
        path.forEach(folder -> ids.add(Json.createObjectBuilder().add("id", folder.id())));
        return ids;
    }

    private static JsonObjectBuilder described(KnowledgeDocument document, Actor viewer) {
        JsonObjectBuilder shown = Json.createObjectBuilder()
                .add("id", document.id())
                .add("name", document.name())
                .add("type", document.type())
                .add(
                        "metadata",
                        Json.createObjectBuilder()
                                .add(
                                        "created_at_unix_secs",
                                        document.createdAt().getEpochSecond())
                                .add(
                                        "last_updated_at_unix_secs",
                                        document.updatedAt().getEpochSecond())
                                .add("size_bytes", document.sizeBytes()))
                .add("supported_usages", Json.createArrayBuilder().add("prompt").add("auto"))
                .add("access_info", document.creator().accessFor(viewer));
        document.parentId()
                .ifPresentOrElse(
                        parent -> shown.add("folder_parent_id", parent), () -> shown.addNull("folder_parent_id"));
        return shown;
    }

    private static void addOfKind(JsonObjectBuilder shown, KnowledgeDocument document, Count count) {
        switch (document.type()) {
            case KnowledgeDocument.URL -> {
                shown.add("url", document.url().orElse(""));
                addSync(shown, document);
            }
            case KnowledgeDocument.FILE -> {
                shown.add("filename", document.filename().orElse("")).add("is_frozen", false);
                List.of("external_sync_info", "auto_sync_info", "refresh_status")
                        .forEach(shown::addNull);
            }
            case KnowledgeDocument.FOLDER -> {
                shown.add("children_count", count.children()).add("document_count", count.documents());
                List.of("auto_sync_info", "external_sync_info").forEach(shown::addNull);
                shown.add("is_frozen", false);
            }
            default -> {}
        }
    }

    private static void addSync(JsonObjectBuilder shown, KnowledgeDocument document) {
        if (document.syncDays().isEmpty()) {
            shown.addNull("auto_sync_info");
            return;
        }
        JsonObjectBuilder sync = Json.createObjectBuilder()
                .add("minimum_frequency_days", document.syncDays().get())
                .add("auto_remove", document.goesWithItsPage())
                .add("consec_failures", document.syncFailures());
        document.nextSyncAt()
                .ifPresentOrElse(
                        next -> sync.add("next_refresh_by", next.getEpochSecond()),
                        () -> sync.addNull("next_refresh_by"));
        shown.add("auto_sync_info", sync);
    }
}
