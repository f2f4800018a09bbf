package antiphon.agents.knowledge;

import antiphon.agents.knowledge.indexing.IndexingFurniture;
import antiphon.agents.knowledge.reading.WebPages;
import antiphon.agents.knowledge.retrieval.AgentKnowledge;
import antiphon.agents.knowledge.retrieval.RetrievalFurniture;
import antiphon.agents.outgoing.OutgoingRequests;
import antiphon.agents.secrets.Secrets;
import antiphon.identity.AuditTrail;
import antiphon.identity.Caller;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The knowledge base put together by hand; pages may be fetched from this machine. */
public final class KnowledgeFurniture implements AutoCloseable {
    private final KnowledgeDocuments documents = new KnowledgeDocuments();
    private final KnowledgeFolders folders = new KnowledgeFolders();
    private final KnowledgeUse use = new KnowledgeUse();
    private final DocumentViews views = new DocumentViews();
    private final ManyDocuments many = new ManyDocuments();
    private final ContentSearch search = new ContentSearch();
    private final SourceLinks links = new SourceLinks();
    private final KnowledgeIntake intake = new KnowledgeIntake();
    private final OutgoingRequests requests = OutgoingRequests.configured(
            key -> key.equals("outgoing.allow") ? Optional.of("localhost") : Optional.empty());
    public final IndexingFurniture indexing;
    public final AgentKnowledge knowledge;

    public KnowledgeFurniture(EntityManager entities, InstantSource clock, AuditTrail audit, Secrets secrets) {
        folders.entities = entities;
        use.entities = entities;
        search.entities = entities;
        documents.entities = entities;
        documents.clock = clock;
        documents.folders = folders;
        documents.use = use;
        documents.audit = audit;
        views.documents = documents;
        views.folders = folders;
        views.use = use;
        many.documents = documents;
        many.views = views;
        links.secrets = secrets;
        links.clock = clock;
        intake.documents = documents;
        intake.folders = folders;
        intake.pages = new WebPages(requests);
        indexing = new IndexingFurniture(entities, clock, audit, documents, intake);
        knowledge = RetrievalFurniture.knowledge(entities, documents, folders, intake, indexing);
    }

    public KnowledgeDocuments documents() {
        return documents;
    }

    public KnowledgeFolders folders() {
        return folders;
    }

    public KnowledgeIntake intake() {
        return intake;
    }

    public DocumentViews views() {
        return views;
    }

    public WebPages pages() {
        return intake.pages;
    }

    public List<Object> doors(Caller caller) {
        KnowledgeResource door = new KnowledgeResource();
        door.documents = documents;
        door.intake = intake;
        door.many = many;
        door.views = views;
        door.use = use;
        door.search = search;
        door.caller = caller;
        KnowledgeFilesResource files = new KnowledgeFilesResource();
        files.intake = intake;
        files.documents = documents;
        files.views = views;
        files.links = links;
        files.caller = caller;
        SourceFilesResource sources = new SourceFilesResource();
        sources.documents = documents;
        sources.links = links;
        return List.of(door, files, sources, indexing.door(caller));
    }

    @Override
    public void close() {
        requests.close();
    }
}
