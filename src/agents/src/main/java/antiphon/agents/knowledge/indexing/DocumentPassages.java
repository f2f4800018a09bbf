package antiphon.agents.knowledge.indexing;

import antiphon.agents.knowledge.KnowledgeDocument;
import antiphon.agents.knowledge.KnowledgeDocuments;
import antiphon.api.Cursor;
import antiphon.api.Json;
import antiphon.api.Page;
import antiphon.api.Query;
import antiphon.api.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The passages of a document, one after another. */
@ApplicationScoped
public class DocumentPassages {
    private static final String ORDER = "position";
    private static final Set<String> MODELS = new HashSet<>(KnowledgeIndexes.MODELS);

    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    @Inject
    KnowledgeDocuments documents;

    /** @param number from 1 */
    record Chunk(String id, int number, String words) {
        /** The contract's KnowledgeBaseDocumentChunkResponseModel. */
        JsonObject asJson(String documentName) {
            return Json.createObjectBuilder()
                    .add("id", id)
                    .add("name", documentName + " #" + number)
                    .add("content", words)
                    .build();
        }
    }

    /** The contract's KnowledgeBaseDocumentChunksResponseModel. */
    @Transactional
    JsonObject list(String documentId, Query query) {
        if (query.oneOf("embedding_model", MODELS).isEmpty()) {
            throw new Refusal.Invalid(
                    new antiphon.api.Problem(List.of("query", "embedding_model"), "Field required", "missing"));
        }
        KnowledgeDocument document = documents.find(documentId);
        int size = query.number("page_size", 30, 1, 100);
        int from = Cursor.from(query, ORDER, 1)
                .map(cursor -> position(cursor.key().getFirst()))
                .orElse(0);
        Page<Chunk> page = Page.cut(
                chunks(documentId, "position >= ?2 order by position limit ?3", from, size + 1),
                size,
                last -> new Cursor(ORDER, List.of(String.valueOf(last.number()))));
        return page.asJson("chunks", chunk -> chunk.asJson(document.name()));
    }

    @Transactional
    JsonObject chunk(String documentId, String chunkId, Query query) {
        query.oneOf("embedding_model", MODELS);
        KnowledgeDocument document = documents.find(documentId);
        return chunks(documentId, "id = ?2 limit ?3", chunkId, 1).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.NotFound.of("chunk", chunkId))
                .asJson(document.name());
    }

    private List<Chunk> chunks(String documentId, String condition, Object value, int limit) {
        List<?> rows = entities.createNativeQuery(
                        "select id, position, words from knowledge_passage where document_id = ?1 and " + condition)
                .setParameter(1, documentId)
                .setParameter(2, value)
                .setParameter(3, limit)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Chunk((String) row[0], ((Number) row[1]).intValue() + 1, (String) row[2]))
                .toList();
    }

    private static int position(String text) {
        if (!text.matches("[0-9]{1,8}")) {
            throw Cursor.refusal();
        }
        return Integer.parseInt(text);
    }
}
