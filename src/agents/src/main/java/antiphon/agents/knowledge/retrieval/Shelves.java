package antiphon.agents.knowledge.retrieval;

import antiphon.agents.knowledge.indexing.Vectors;
import antiphon.agents.knowledge.retrieval.Shelf.Key;
import antiphon.agents.knowledge.retrieval.Shelf.Passage;
import antiphon.api.PublicId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Indexes as the database holds them. */
@ApplicationScoped
public class Shelves {
    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    /** The indexes of these documents that are ready, made by this embedder; one for each document. */
    @Transactional
    public List<Key> ready(Collection<String> documentIds, String embedder) {
        List<?> rows = entities.createNativeQuery("""
                        select distinct on (document_id) id, version from knowledge_index
                        where document_id in ('%s') and status = 'succeeded' and embedder = ?1 order by document_id, model
                        """.formatted(listed(documentIds)))
                .setParameter(1, embedder)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Key((String) row[0], ((Number) row[1]).longValue()))
                .toList();
    }

    /** Those of these documents that have an index which is ready. */
    @Transactional
    public List<String> readyDocuments(Collection<String> documentIds, String embedder) {
        @SuppressWarnings("unchecked") // one column of text
        List<String> ids = entities.createNativeQuery("""
                        select distinct document_id from knowledge_index
                        where document_id in ('%s') and status = 'succeeded' and embedder = ?1
                        """.formatted(listed(documentIds)))
                .setParameter(1, embedder)
                .getResultList();
        return ids;
    }

    private static String listed(Collection<String> ids) {
        return String.join("', '", ids.stream().filter(PublicId::isPlausible).toList());
    }

    /** An index with its passages; empty if there is none of this version any more. */
    @Transactional
    public Shelf read(Key key) {
        List<?> rows = entities.createNativeQuery("""
                        select p.id, p.words, v.vector, p.document_id from knowledge_index i
                        join knowledge_vector v on v.index_id = i.id join knowledge_passage p on p.id = v.passage_id
                        where i.id = ?1 and i.version = ?2 and i.status = 'succeeded' order by p.position
                        """)
                .setParameter(1, key.indexId())
                .setParameter(2, key.version())
                .getResultList();
        List<Passage> passages = new ArrayList<>();
        float[] vectors = new float[0];
        String documentId = "";
        for (int i = 0; i < rows.size(); i++) {
            Object[] row = (Object[]) rows.get(i);
            float[] vector = Vectors.floats((byte[]) row[2]);
            if (i == 0) {
                vectors = new float[vector.length * rows.size()];
                documentId = (String) row[3];
            }
            passages.add(new Passage((String) row[0], (String) row[1]));
            System.arraycopy(vector, 0, vectors, i * vector.length, vector.length);
        }
        return new Shelf(key, documentId, List.copyOf(passages), vectors);
    }
}
