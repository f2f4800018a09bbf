package antiphon.agents.knowledge.indexing;

import antiphon.agents.knowledge.BatchAnswers;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;

/** Wishes for indexes; of many in one request each is met by itself, so that one refusal undoes none of the others. */
@ApplicationScoped
public class IndexRequests {
    @Inject
    KnowledgeIndexes indexes;

    JsonObject one(String documentId, JsonObject body, Actor by) {
        check("RAGIndexRequestModel", body);
        return indexes.request(documentId, body.getString("model"), by);
    }

    JsonObject many(JsonObject body, Actor by) {
        check("Body_Compute_RAG_indexes_in_batch_v1_convai_knowledge_base_rag_index_post", body);
        List<JsonObject> items = body.getJsonArray("items").getValuesAs(JsonObject.class);
        return BatchAnswers.of(items, item -> item.getString("document_id"), item -> {
            String id = item.getString("document_id");
            String model = item.getString("model");
            return item.getBoolean("create_if_missing") ? indexes.request(id, model, by) : indexes.existing(id, model);
        });
    }

    private static void check(String schema, JsonObject body) {
        List<Problem> problems = Contract.stated().problems(schema, body);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
    }
}
