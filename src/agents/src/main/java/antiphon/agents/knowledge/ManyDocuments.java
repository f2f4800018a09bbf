package antiphon.agents.knowledge;

import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Map;

/** What is done to many documents in one request. */
@ApplicationScoped
public class ManyDocuments {
    private static final int MOST_SUMMARIES = 100;

    @Inject
    KnowledgeDocuments documents;

    @Inject
    DocumentViews views;

    JsonObject summaries(List<String> ids, Actor viewer) {
        if (ids.isEmpty() || ids.size() > MOST_SUMMARIES) {
            throw new Refusal.Invalid(new Problem(
                    List.of("query", "document_ids"),
                    "List should have 1 to " + MOST_SUMMARIES + " items",
                    ids.isEmpty() ? "missing" : "too_long"));
        }
        Map<String, JsonObject> shown = views.summaries(documents.present(ids), viewer);
        return BatchAnswers.of(ids.stream().distinct().toList(), id -> id, id -> {
            JsonObject summary = shown.get(id);
            if (summary == null) {
                throw Refusal.NotFound.of("document", id);
            }
            return summary;
        });
    }

    /** Each by itself: what cannot be deleted keeps nothing else from it. */
    JsonObject delete(JsonObject body, Actor by) {
        check("Body_Bulk_delete_knowledge_base_documents_v1_convai_knowledge_base_bulk_delete_post", body);
        boolean force = body.getBoolean("force", false);
        return BatchAnswers.of(texts(body), id -> id, id -> {
            documents.delete(id, force, by);
            return Json.createObjectBuilder().add("id", id).build();
        });
    }

    /** All or none. */
    void move(JsonObject body, Actor by) {
        check("Body_Bulk_move_entities_to_folder_v1_convai_knowledge_base_bulk_move_post", body);
        documents.move(texts(body), KnowledgeIntake.text(body, "move_to"), by);
    }

    void move(String id, JsonObject body, Actor by) {
        check("Body_Move_entity_to_folder_v1_convai_knowledge_base__document_id__move_post", body);
        documents.move(List.of(id), KnowledgeIntake.text(body, "move_to"), by);
    }

    /** The ids that a request names; all must be there. */
    List<String> ids(JsonObject body) {
        check("Body_Get_dependent_agents_for_multiple_documents_v1_convai_knowledge_base_dependent_agents_post", body);
        return texts(body).stream().map(id -> documents.find(id).id()).toList();
    }

    private static void check(String schema, JsonObject body) {
        List<Problem> problems = Contract.stated().problems(schema, body);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
    }

    private static List<String> texts(JsonObject body) {
        return body.getJsonArray("document_ids").getValuesAs(JsonString::getString);
    }
}
