package antiphon.agents.knowledge.indexing;

import antiphon.agents.knowledge.KnowledgeDocuments;
import antiphon.agents.knowledge.KnowledgeIntake;
import antiphon.agents.knowledge.indexing.IndexingQueue.Work;
import antiphon.identity.AuditTrail;
import antiphon.identity.Caller;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.List;

/** Indexing put together by hand; the job goes one step at a time. */
public final class IndexingFurniture {
    private final KnowledgeIndexes indexes = new KnowledgeIndexes();
    private final DocumentPassages passages = new DocumentPassages();
    private final IndexingQueue queue = new IndexingQueue();
    public final WordVectors embedder = new WordVectors();
    public final Embeddings embeddings = new Embeddings(embedder);

    public IndexingFurniture(
            EntityManager entities,
            InstantSource clock,
            AuditTrail audit,
            KnowledgeDocuments documents,
            KnowledgeIntake intake) {
        indexes.entities = entities;
        indexes.clock = clock;
        indexes.audit = audit;
        indexes.documents = documents;
        indexes.intake = intake;
        indexes.embeddings = embeddings;
        passages.entities = entities;
        passages.documents = documents;
        queue.entities = entities;
        queue.clock = clock;
    }

    public KnowledgeIndexes indexes() {
        return indexes;
    }

    public boolean waits() {
        return queue.waits();
    }

    /** A worker of the job, as the server would make one for each run. */
    public final class Worker {
        private final PassageReader reader = new PassageReader();
        private final PassageEmbedding embedding = new PassageEmbedding();
        private final VectorWriter writer = new VectorWriter();

        public Worker() {
            reader.queue = queue;
            reader.embeddings = embeddings;
            embedding.embeddings = embeddings;
            writer.queue = queue;
        }

        /** @return whether there was something to do */
        public boolean step() {
            Work work = reader.readItem();
            if (work == null) {
                return false;
            }
            writer.writeItems(List.of(embedding.processItem(work)));
            return true;
        }

        /** Claims, and dies over it. */
        public boolean claimsAndDies() {
            return reader.readItem() != null;
        }
    }

    public void failsNext(int times) {
        embedder.failsNext(times);
    }

    public KnowledgeIndexResource door(Caller caller) {
        KnowledgeIndexResource door = new KnowledgeIndexResource();
        door.indexes = indexes;
        door.requests = new IndexRequests();
        door.requests.indexes = indexes;
        door.passages = passages;
        door.caller = caller;
        return door;
    }
}
