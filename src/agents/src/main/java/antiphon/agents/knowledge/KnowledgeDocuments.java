package antiphon.agents.knowledge;

import antiphon.agents.knowledge.reading.Extract;
import antiphon.agents.knowledge.reading.Passages;
import antiphon.api.Json;
import antiphon.api.Page;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The documents and folders of the knowledge base. */
@ApplicationScoped
public class KnowledgeDocuments {
    private static final int READ_AT_ONCE = 1000;

    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    KnowledgeFolders folders;

    @Inject
    KnowledgeUse use;

    @Inject
    AuditTrail audit;

    /** @throws Refusal.NotFound if there is no such folder to put it into */
    @Transactional
    public KnowledgeDocument keep(DocumentDraft draft, Actor by) {
        draft.parentId().ifPresent(folders::mustTake);
        KnowledgeDocument document = new KnowledgeDocument(draft, by, clock.instant());
        entities.persist(document);
        entities.flush();
        draft.extract().ifPresent(extract -> {
            entities.persist(new KnowledgeContent(document.id(), extract));
            keepPassages(document.id(), extract);
        });
        draft.source().ifPresent(bytes -> entities.persist(new KnowledgeSource(document.id(), bytes)));
        audit.note(by, "knowledge.create", document.id(), null, document.fingerprint());
        return document;
    }

    /** @throws Refusal.NotFound if there is no such folder to put it into */
    @Transactional
    public KnowledgeDocument keepFolder(String name, Optional<String> parentId, Actor by) {
        return keep(DocumentDraft.folder(name, parentId), by);
    }

    /** @throws Refusal.NotFound if there is none */
    @Transactional
    public KnowledgeDocument find(String id) {
        return found(id, LockModeType.NONE);
    }

    @Transactional
    public boolean exist(String id) {
        return PublicId.isPlausible(id) && entities.find(KnowledgeDocument.class, id) != null;
    }

    /** Those with these ids that are there, in their order. */
    @Transactional
    public List<KnowledgeDocument> present(Collection<String> ids) {
        List<String> wanted =
                ids.stream().distinct().filter(PublicId::isPlausible).toList();
        Map<String, KnowledgeDocument> found = new HashMap<>();
        for (int from = 0; from < wanted.size(); from += READ_AT_ONCE) {
            entities.createQuery("select d from KnowledgeDocument d where d.id in :ids", KnowledgeDocument.class)
                    .setParameter("ids", wanted.subList(from, Math.min(from + READ_AT_ONCE, wanted.size())))
                    .getResultList()
                    .forEach(document -> found.put(document.id(), document));
        }
        return wanted.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** The HTML of a document; folders have none. */
    @Transactional
    public String html(String id) {
        return content(found(id, LockModeType.NONE)).map(KnowledgeContent::html).orElse("");
    }

    /** The plain words of a document; folders have none. */
    @Transactional
    public String words(String id) {
        return content(found(id, LockModeType.NONE))
                .map(KnowledgeContent::words)
                .orElse("");
    }

    /** @throws Refusal.NotFound if it is no file */
    @Transactional
    public byte[] source(String id) {
        KnowledgeSource source = entities.find(
                KnowledgeSource.class, found(id, LockModeType.NONE).id());
        if (source == null) {
            throw new Refusal.NotFound(
                    "source_file_not_found",
                    "The document '" + id + "' was not made from a file, so there is no file of it.");
        }
        return source.bytes();
    }

    @Transactional
    public KnowledgeDocument rename(String id, String name, Actor by) {
        KnowledgeDocument document = found(id, LockModeType.PESSIMISTIC_WRITE);
        document.rename(name, clock.instant());
        audit.note(by, "knowledge.rename", id, document.fingerprint(), document.fingerprint());
        return document;
    }

    /** New content; indexes of the document are made anew. */
    @Transactional
    public KnowledgeDocument replace(String id, Extract extract, long bytes, Actor by) {
        KnowledgeDocument document = found(id, LockModeType.PESSIMISTIC_WRITE);
        String before = document.fingerprint();
        if (document.becomes(extract, bytes, clock.instant())) {
            content(document).ifPresent(content -> content.becomes(extract));
            entities.flush();
            keepPassages(id, extract);
            audit.note(by, "knowledge.change", id, before, document.fingerprint());
        }
        return document;
    }

    /** Another file takes the place of the one before. */
    @Transactional
    public KnowledgeDocument replaceFile(String id, String filename, Extract extract, byte[] bytes, Actor by) {
        KnowledgeDocument document = replace(id, extract, bytes.length, by);
        document.isFile(filename);
        entities.find(KnowledgeSource.class, id).becomes(bytes);
        return document;
    }

    /** A page could not be fetched again. */
    @Transactional
    public void missed(String id, boolean gone) {
        KnowledgeDocument document = found(id, LockModeType.PESSIMISTIC_WRITE);
        document.missed(clock.instant());
        if (gone && document.goesWithItsPage() && !use.anyOf(List.of(id))) {
            remove(document, Actor.SERVER);
        }
    }

    /**
     * @param folderId empty for the root
     * @throws Refusal.NotFound if there is no such folder or document
     * @throws Refusal.Conflict if a folder would lie in itself, or anything too deep
     */
    @Transactional
    public void move(Collection<String> ids, Optional<String> folderId, Actor by) {
        // One after the other: of two moves at once each could put a folder into the other's, and neither would see it.
        entities.createNativeQuery("lock table knowledge_document in share row exclusive mode")
                .executeUpdate();
        folderId.ifPresent(folders::mustTake);
        for (String id : ids) {
            KnowledgeDocument document = found(id, LockModeType.PESSIMISTIC_WRITE);
            folderId.ifPresent(folder -> folders.mustTake(folder, document));
            document.move(folderId.orElse(null), clock.instant());
            entities.flush();
            audit.note(by, "knowledge.move", id, document.fingerprint(), document.fingerprint());
        }
    }

    /**
     * Deletes a document, or a folder with all that is in it.
     *
     * @param force even while agents use it, and a folder even when it is not empty; calls then do without
     * @throws Refusal.Conflict otherwise
     */
    @Transactional
    public void delete(String id, boolean force, Actor by) {
        KnowledgeDocument document = found(id, LockModeType.PESSIMISTIC_WRITE);
        if (!force && document.isFolder() && !folders.isEmpty(id)) {
            throw new Refusal.Conflict(
                    "folder_not_empty",
                    "The folder '" + id + "' is not empty; empty it first, or delete all with force=true.");
        }
        if (!force && use.anyOf(List.of(id))) {
            throw new Refusal.Conflict(
                    "document_in_use",
                    "The document '" + id
                            + "' is used by agents; take it out of them first, or delete it with force=true.");
        }
        remove(document, by);
    }

    private void remove(KnowledgeDocument document, Actor by) {
        folders.below(document.id())
                .forEach(inner -> audit.note(by, "knowledge.delete", inner, document.fingerprint(), null));
        audit.note(by, "knowledge.delete", document.id(), document.fingerprint(), null);
        entities.remove(document);
        entities.flush();
    }

    /** A page of documents and folders. */
    @Transactional
    public Page<KnowledgeDocument> list(DocumentSelection selection) {
        selection.folders().forEach(folders::mustExist);
        DocumentSelection.Statement statement = selection.statement();
        Query query = entities.createNativeQuery(statement.sql(), KnowledgeDocument.class);
        for (int i = 0; i < statement.values().size(); i++) {
            query.setParameter(i + 1, statement.values().get(i));
        }
        @SuppressWarnings("unchecked") // the query names its entity
        List<KnowledgeDocument> rows = query.getResultList();
        return Page.cut(rows, selection.pageSize(), selection::after);
    }

    private Optional<KnowledgeContent> content(KnowledgeDocument document) {
        return Optional.ofNullable(entities.find(KnowledgeContent.class, document.id()));
    }

    private KnowledgeDocument found(String id, LockModeType lock) {
        KnowledgeDocument document = PublicId.isPlausible(id) ? entities.find(KnowledgeDocument.class, id, lock) : null;
        if (document == null) {
            throw Refusal.NotFound.of("document", id);
        }
        return document;
    }

    private void keepPassages(String id, Extract extract) {
        JsonArrayBuilder passages = Json.createArrayBuilder();
        Passages.of(extract.words())
                .forEach(words -> passages.add(
                        Json.createArrayBuilder().add(PublicId.fresh("chunk_")).add(words)));
        entities.createNativeQuery("delete from knowledge_passage where document_id = ?1")
                .setParameter(1, id)
                .executeUpdate();
        entities.createNativeQuery("""
                        insert into knowledge_passage (id, document_id, position, words)
                        select passage ->> 0, ?1, number - 1, passage ->> 1
                        from jsonb_array_elements(cast(?2 as jsonb)) with ordinality as each (passage, number)
                        """)
                .setParameter(1, id)
                .setParameter(2, passages.build().toString())
                .executeUpdate();
        entities.createNativeQuery("""
                        update knowledge_index set status = 'new', version = version + 1, embedded = 0, failures = 0,
                            claimed_by = null, lease_until = null
                        where document_id = ?1
                        """).setParameter(1, id).executeUpdate();
    }
}
