package antiphon.agents.knowledge.indexing;

import antiphon.agents.knowledge.KnowledgeDocument;
import antiphon.agents.knowledge.KnowledgeDocuments;
import antiphon.agents.knowledge.KnowledgeIntake;
import antiphon.api.Json;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The indexes of documents. */
@ApplicationScoped
public class KnowledgeIndexes {
    /** The names that the contract has for embedding models; here each means the one embedder of this server. */
    public static final List<String> MODELS = List.of("e5_mistral_7b_instruct", "multilingual_e5_large_instruct");

    /** What is shorter goes whole into a prompt sooner than that a part of it is looked for. */
    public static final int SHORTEST = 500;

    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    KnowledgeDocuments documents;

    @Inject
    KnowledgeIntake intake;

    @Inject
    Embeddings embeddings;

    @Inject
    AuditTrail audit;

    /** The index of a document, which is made if there is none; one that failed is tried again. */
    @Transactional
    public JsonObject request(String documentId, String model, Actor by) {
        KnowledgeDocument document = documents.find(documentId);
        Optional<KnowledgeIndex> known = index(documentId, model);
        if (known.isPresent()) {
            known.get().tryAgain(embeddings.name(), clock.instant());
            return known.get().asJson();
        }
        Optional<String> obstacle = obstacle(document);
        if (obstacle.isPresent()) {
            return KnowledgeIndex.none(documentId, model, obstacle.get());
        }
        KnowledgeIndex index = new KnowledgeIndex(documentId, model, clock.instant());
        if (isFirst(index)) {
            audit.note(by, "knowledge.index", index.id(), null, null);
        }
        return existing(documentId, model);
    }

    /** Two calls that begin at once ask for the same index; neither may fail for that. */
    private boolean isFirst(KnowledgeIndex index) {
        return entities.createNativeQuery("""
                                insert into knowledge_index (id, document_id, model, embedder, status, version, passages,
                                    embedded, used_bytes, failures, created_at, updated_at)
                                values (?1, ?2, ?3, '', 'new', 1, 0, 0, 0, 0, ?4, ?4) on conflict do nothing
                                """)
                        .setParameter(1, index.id())
                        .setParameter(2, index.documentId())
                        .setParameter(3, index.model())
                        .setParameter(4, Timestamp.from(clock.instant()))
                        .executeUpdate()
                == 1;
    }

    private Optional<String> obstacle(KnowledgeDocument document) {
        if (document.isFolder()) {
            return Optional.of("cannot_index_folder");
        }
        if (document.characters() < SHORTEST) {
            return Optional.of("document_too_small");
        }
        return usedBytes(MODELS) >= intake.settings().mostIndexBytes()
                ? Optional.of("rag_limit_exceeded")
                : Optional.empty();
    }

    /** @throws Refusal.NotFound if the document has none of this model */
    @Transactional
    JsonObject existing(String documentId, String model) {
        return index(documents.find(documentId).id(), model)
                .map(KnowledgeIndex::asJson)
                .orElseThrow(() -> new Refusal.NotFound(
                        "rag_index_not_found", "The document '" + documentId + "' has no index of this model."));
    }

    /** The contract's RAGDocumentIndexesResponseModel. */
    @Transactional
    JsonObject of(String documentId) {
        JsonArrayBuilder indexes = Json.createArrayBuilder();
        entities.createQuery(
                        "select i from KnowledgeIndex i where i.documentId = :id order by i.createdAt",
                        KnowledgeIndex.class)
                .setParameter("id", documents.find(documentId).id())
                .getResultList()
                .forEach(index -> indexes.add(index.asJson()));
        return Json.createObjectBuilder().add("indexes", indexes).build();
    }

    /** What was deleted, as it was. */
    @Transactional
    JsonObject delete(String documentId, String indexId, Actor by) {
        KnowledgeIndex index =
                antiphon.api.PublicId.isPlausible(indexId) ? entities.find(KnowledgeIndex.class, indexId) : null;
        if (index == null
                || !index.documentId().equals(documents.find(documentId).id())) {
            throw Refusal.NotFound.of("rag_index", indexId);
        }
        JsonObject shown = index.asJson();
        entities.remove(index);
        audit.note(by, "knowledge.unindex", indexId, null, null);
        return shown;
    }

    /** The contract's RAGIndexOverviewResponseModel. */
    @Transactional
    JsonObject overview() {
        JsonArrayBuilder models = Json.createArrayBuilder();
        for (String model : MODELS) {
            models.add(Json.createObjectBuilder().add("model", model).add("used_bytes", usedBytes(List.of(model))));
        }
        return Json.createObjectBuilder()
                .add("total_used_bytes", usedBytes(MODELS))
                .add("total_max_bytes", intake.settings().mostIndexBytes())
                .add("models", models)
                .build();
    }

    private long usedBytes(List<String> models) {
        Long used = entities.createQuery(
                        "select sum(i.usedBytes) from KnowledgeIndex i where i.model in :models", Long.class)
                .setParameter("models", models)
                .getSingleResult();
        return used == null ? 0 : used;
    }

    private Optional<KnowledgeIndex> index(String documentId, String model) {
        return entities.createQuery(
                        "select i from KnowledgeIndex i where i.documentId = :id and i.model = :model",
                        KnowledgeIndex.class)
                .setParameter("id", documentId)
                .setParameter("model", model)
                .getResultStream()
                .findFirst();
    }
}
