package antiphon.agents.knowledge.retrieval;

import antiphon.agents.config.KnowledgeReference;
import antiphon.agents.config.RagConfig;
import antiphon.agents.knowledge.KnowledgeDocument;
import antiphon.agents.knowledge.KnowledgeDocuments;
import antiphon.agents.knowledge.KnowledgeFolders;
import antiphon.agents.knowledge.KnowledgeIntake;
import antiphon.agents.knowledge.indexing.Embeddings;
import antiphon.agents.knowledge.indexing.KnowledgeIndexes;
import antiphon.agents.knowledge.retrieval.Retrieval.Found;
import antiphon.agents.knowledge.retrieval.Retrieval.Limits;
import antiphon.agents.knowledge.retrieval.Shelf.Key;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.language.Embedder;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an agent knows from the knowledge base: what goes whole into its prompt, and what is looked up when needed. */
@ApplicationScoped
public class AgentKnowledge {
    private static final Logger LOG = System.getLogger(AgentKnowledge.class.getName());
    private static final String HEADING = "# Knowledge base";

    @Inject
    KnowledgeDocuments documents;

    @Inject
    KnowledgeFolders folders;

    @Inject
    KnowledgeIndexes indexes;

    @Inject
    KnowledgeIntake intake;

    @Inject
    Shelves shelves;

    @Inject
    Embeddings embeddings;

    private final Retrieval retrieval = new Retrieval();

    /**
     * An agent's knowledge, divided.
     *
     * @param prompt what goes whole into the prompt; empty if nothing does
     * @param lookedUp ids of documents whose passages are looked up
     */
    public record Library(String prompt, List<String> lookedUp) {}

    /** @param model the embedder's name */
    public record Answer(String model, List<Found> passages) {}

    /**
     * Divides: documents in prompt mode go whole; others are looked up where retrieval is on and they have an index, and else
     * go whole too, as far as there is room. An index that is missing is asked for.
     */
    @Transactional
    public Library library(List<KnowledgeReference> references, RagConfig rag) {
        Map<KnowledgeDocument, Boolean> all = expanded(references);
        List<String> ready = rag.enabled() ? ready(all) : List.of();
        List<String> lookedUp = new ArrayList<>();
        StringBuilder prompt = new StringBuilder();
        int left = intake.settings().mostPromptCharacters();
        for (Map.Entry<KnowledgeDocument, Boolean> entry : all.entrySet()) {
            KnowledgeDocument document = entry.getKey();
            if (!entry.getValue() && ready.contains(document.id())) {
                lookedUp.add(document.id());
                continue;
            }
            if (!entry.getValue() && rag.enabled()) {
                indexes.request(document.id(), rag.embeddingModel(), Actor.SERVER);
            }
            if (document.characters() <= left) {
                left -= document.characters();
                prompt.append("\n\n## ").append(document.name()).append("\n\n").append(documents.words(document.id()));
            } else {
                LOG.log(
                        Level.WARNING,
                        "A document does not fit into the prompt and has no index yet: " + document.id());
            }
        }
        return new Library(prompt.isEmpty() ? "" : HEADING + prompt, List.copyOf(lookedUp));
    }

    private List<String> ready(Map<KnowledgeDocument, Boolean> all) {
        List<String> ids = all.keySet().stream().map(KnowledgeDocument::id).toList();
        Optional<String> embedder = ids.isEmpty() ? Optional.empty() : embeddings.name();
        return embedder.map(name -> shelves.readyDocuments(ids, name)).orElse(List.of());
    }

    /** The documents that the references mean, each once, and whether it is to go whole into the prompt. */
    private Map<KnowledgeDocument, Boolean> expanded(List<KnowledgeReference> references) {
        Map<String, Boolean> ids = new LinkedHashMap<>();
        for (KnowledgeReference reference : references) {
            boolean whole = reference.usageMode().equals("prompt");
            ids.merge(reference.id(), whole, Boolean::logicalOr);
            if (reference.type().equals("folder")) {
                folders.below(reference.id()).forEach(id -> ids.merge(id, whole, Boolean::logicalOr));
            }
        }
        Map<KnowledgeDocument, Boolean> all = new LinkedHashMap<>();
        documents.present(ids.keySet()).stream()
                .filter(document -> !document.isFolder())
                .forEach(document -> all.put(document, ids.getOrDefault(document.id(), false)));
        return all;
    }

    /** How many pages the documents have together. */
    @Transactional
    public int pages(List<KnowledgeReference> references) {
        return expanded(references).keySet().stream()
                .mapToInt(KnowledgeDocument::pages)
                .sum();
    }

    /** How many characters go whole into the prompt for sure: what is in prompt mode, and all where retrieval is off. */
    @Transactional
    public long promptCharacters(List<KnowledgeReference> references, RagConfig rag) {
        return expanded(references).entrySet().stream()
                .filter(entry -> entry.getValue() || !rag.enabled())
                .mapToLong(entry -> entry.getKey().characters())
                .sum();
    }

    public int mostPromptCharacters() {
        return intake.settings().mostPromptCharacters();
    }

    /** Whether there is a document or folder with this id. */
    public boolean exist(String id) {
        return documents.exist(id);
    }

    /** The ids of the documents that are meant, folders replaced by what is in them. */
    @Transactional
    public List<String> documentIds(List<KnowledgeReference> references) {
        return expanded(references).keySet().stream().map(KnowledgeDocument::id).toList();
    }

    /** Documents by id. */
    @Transactional
    public Map<String, KnowledgeDocument> named(Collection<String> ids) {
        Map<String, KnowledgeDocument> named = new HashMap<>();
        documents.present(ids).forEach(document -> named.put(document.id(), document));
        return named;
    }

    /**
     * Looks up what bears on a question. Blocks: for milliseconds, or longer when a document is looked up for the first time.
     */
    public Answer find(Collection<String> documentIds, String question, Limits limits) {
        if (embeddings.name().isEmpty()) {
            throw new Refusal.Unavailable(
                    "embedder_unavailable",
                    "Nothing here turns words into vectors: set EMBEDDING_URL, or install the embedded engines.");
        }
        Embedder embedder = embeddings.get();
        if (documentIds.isEmpty() || question.isBlank()) {
            return new Answer(embedder.name(), List.of());
        }
        List<Key> keys = shelves.ready(documentIds, embedder.name());
        if (keys.isEmpty()) {
            return new Answer(embedder.name(), List.of());
        }
        float[] vector = embedder.embedQuestion(question);
        return new Answer(embedder.name(), retrieval.find(question, vector, keys, limits, shelves::read));
    }

    @PreDestroy
    void end() {
        retrieval.close();
    }
}
