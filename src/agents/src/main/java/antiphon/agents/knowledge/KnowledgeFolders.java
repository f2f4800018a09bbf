package antiphon.agents.knowledge;

import antiphon.api.PublicId;
import antiphon.api.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How folders lie in one another. */
@ApplicationScoped
public class KnowledgeFolders {
    private static final int DEEPEST = 20;

    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    /** A folder on the way to a document. */
    record Segment(String id, String name) {}

    /** @param documents in it and below it, folders not among them */
    record Count(long children, long documents) {}

    /** @throws Refusal.NotFound if there is no such folder */
    @Transactional
    public void mustExist(String folderId) {
        KnowledgeDocument folder =
                PublicId.isPlausible(folderId) ? entities.find(KnowledgeDocument.class, folderId) : null;
        if (folder == null || !folder.isFolder()) {
            throw Refusal.NotFound.of("folder", folderId);
        }
    }

    /**
     * @throws Refusal.NotFound if there is no such folder
     * @throws Refusal.Conflict if it lies too deep to hold anything
     */
    @Transactional
    public void mustTake(String folderId) {
        mustExist(folderId);
        mustHaveRoomFor(folderId, 1);
    }

    /** @throws Refusal.Conflict if the folder is in the document or too far down for all that the document holds */
    void mustTake(String folderId, KnowledgeDocument document) {
        mustNotHold(document, folderId);
        mustHaveRoomFor(folderId, levels(document.id()));
    }

    private void mustHaveRoomFor(String folderId, int levels) {
        if (paths(List.of(folderId)).getOrDefault(folderId, List.of()).size() + levels >= DEEPEST) {
            throw new Refusal.Conflict(
                    "folder_too_deep", "Folders lie in one another up to " + DEEPEST + " deep, and no deeper.");
        }
    }

    private void mustNotHold(KnowledgeDocument document, String folderId) {
        if (document.id().equals(folderId) || below(document.id()).contains(folderId)) {
            throw new Refusal.Conflict(
                    "folder_in_itself", "The folder '" + document.id() + "' cannot be moved into itself or below.");
        }
    }

    boolean isEmpty(String folderId) {
        return entities.createNativeQuery("select 1 from knowledge_document where parent_id = ?1 limit 1")
                .setParameter(1, folderId)
                .getResultList()
                .isEmpty();
    }

    /** How many levels a document takes up with all that lies in it: 1 alone. */
    private int levels(String id) {
        return ((Number) entities.createNativeQuery("""
                        with recursive below (id, level) as (
                            select id, 1 from knowledge_document where id = ?1
                            union all select d.id, b.level + 1
                            from below b join knowledge_document d on d.parent_id = b.id)
                        select max(level) from below
                        """).setParameter(1, id).getSingleResult()).intValue();
    }

    /** The ids of all that lies in a folder and below. */
    @Transactional
    public List<String> below(String folderId) {
        @SuppressWarnings("unchecked") // one column of text
        List<String> ids =
                entities.createNativeQuery("""
                        with recursive below (id) as (
                            select id from knowledge_document where parent_id = ?1
                            union select d.id from knowledge_document d join below b on d.parent_id = b.id)
                        select id from below
                        """).setParameter(1, folderId).getResultList();
        return ids;
    }

    /** The folders on the way to each document, the outermost first. */
    @Transactional
    Map<String, List<Segment>> paths(Collection<String> ids) {
        Map<String, List<Segment>> paths = new HashMap<>();
        if (ids.isEmpty()) {
            return paths;
        }
        List<?> rows = entities.createNativeQuery("""
                        with recursive way (document_id, folder_id, height) as (
                            select id, parent_id, 1 from knowledge_document where id in (%s)
                            union all select w.document_id, d.parent_id, w.height + 1
                            from way w join knowledge_document d on d.id = w.folder_id)
                        select w.document_id, f.id, f.name from way w join knowledge_document f on f.id = w.folder_id
                        order by w.document_id, w.height desc
                        """.formatted(quoted(ids))).getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            paths.computeIfAbsent((String) columns[0], any -> new ArrayList<>())
                    .add(new Segment((String) columns[1], (String) columns[2]));
        }
        return paths;
    }

    /** What lies in each folder. */
    @Transactional
    Map<String, Count> counts(Collection<String> ids) {
        Map<String, Count> counts = new HashMap<>();
        if (ids.isEmpty()) {
            return counts;
        }
        List<?> rows = entities.createNativeQuery("""
                        with recursive below (folder_id, id, type, depth) as (
                            select parent_id, id, type, 1 from knowledge_document where parent_id in (%s)
                            union all select b.folder_id, d.id, d.type, b.depth + 1
                            from below b join knowledge_document d on d.parent_id = b.id)
                        select folder_id, count(*) filter (where depth = 1), count(*) filter (where type <> 'folder')
                        from below group by folder_id
                        """.formatted(quoted(ids))).getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            counts.put(
                    (String) columns[0],
                    new Count(((Number) columns[1]).longValue(), ((Number) columns[2]).longValue()));
        }
        return counts;
    }

    /** Ids of rows, as a list in SQL; nothing else may come here. */
    static String quoted(Collection<String> ids) {
        if (!ids.stream().allMatch(PublicId::isPlausible)) {
            throw new IllegalArgumentException("Not ids");
        }
        return "'" + String.join("', '", ids) + "'";
    }
}
