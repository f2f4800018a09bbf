package antiphon.agents.knowledge.retrieval;

import antiphon.agents.knowledge.KnowledgeDocuments;
import antiphon.agents.knowledge.KnowledgeFolders;
import antiphon.agents.knowledge.KnowledgeIntake;
import antiphon.agents.knowledge.indexing.IndexingFurniture;
import jakarta.persistence.EntityManager;

/** What agents know, put together by hand. */
public final class RetrievalFurniture {
    private RetrievalFurniture() {}

    public static AgentKnowledge knowledge(
            EntityManager entities,
            KnowledgeDocuments documents,
            KnowledgeFolders folders,
            KnowledgeIntake intake,
            IndexingFurniture indexing) {
        AgentKnowledge knowledge = new AgentKnowledge();
        knowledge.documents = documents;
        knowledge.folders = folders;
        knowledge.intake = intake;
        knowledge.indexes = indexing.indexes();
        knowledge.embeddings = indexing.embeddings;
        knowledge.shelves = new Shelves();
        knowledge.shelves.entities = entities;
        return knowledge;
    }
}
