package antiphon.simulation.library;

import antiphon.api.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How folders lie in one another. */
@ApplicationScoped
class FolderTree {
    @PersistenceContext(unitName = "simulation")
    EntityManager entities;

    /**
     * The contract's folder path of each of these, from the outermost folder to the one in which it lies; one that lies in
     * none has no entry.
     */
    @Transactional
    Map<String, JsonArray> paths(List<String> ids) {
        Map<String, JsonArrayBuilder> paths = new HashMap<>();
        if (!ids.isEmpty()) {
            List<?> rows = entities.createNativeQuery("""
                            with recursive above (start, id, name, folder_id, height) as (
                                select t.id, f.id, f.name, f.folder_id, 1 from agent_test t
                                join agent_test f on f.id = t.folder_id
                                where t.id = any(string_to_array(?1, ','))
                                union all
                                select a.start, f.id, f.name, f.folder_id, a.height + 1
                                from above a join agent_test f on f.id = a.folder_id)
                            select start, id, name from above order by start, height desc
                            """)
                    .setParameter(1, String.join(",", ids))
                    .getResultList();
            for (Object row : rows) {
                Object[] step = (Object[]) row;
                paths.computeIfAbsent((String) step[0], id -> Json.createArrayBuilder())
                        .add(Json.createObjectBuilder()
                                .add("id", (String) step[1])
                                .add("name", (String) step[2]));
            }
        }
        Map<String, JsonArray> built = new HashMap<>();
        paths.forEach((id, path) -> built.put(id, path.build()));
        return built;
    }

    /** The contract's folder path of one. */
    @Transactional
    JsonArray path(String id) {
        return paths(List.of(id)).getOrDefault(id, JsonValue.EMPTY_JSON_ARRAY);
    }

    /** How many tests and folders lie right in each of these folders; empty ones have no entry. */
    @Transactional
    Map<String, Long> children(List<String> folderIds) {
        Map<String, Long> children = new HashMap<>();
        if (!folderIds.isEmpty()) {
            List<?> rows = entities.createNativeQuery("select folder_id, count(*) from agent_test"
                            + " where folder_id = any(string_to_array(?1, ',')) group by folder_id")
                    .setParameter(1, String.join(",", folderIds))
                    .getResultList();
            for (Object row : rows) {
                Object[] count = (Object[]) row;
                children.put((String) count[0], ((Number) count[1]).longValue());
            }
        }
        return children;
    }

    /** The folder itself and everything that lies in it, however deep; what lies deeper comes first. */
    @Transactional
    List<String> withContents(String folderId) {
        List<?> rows = entities.createNativeQuery("""
                        with recursive below (id, depth) as (
                            select id, 0 from agent_test where id = ?1
                            union all
                            select t.id, b.depth + 1 from below b join agent_test t on t.folder_id = b.id)
                        select id from below order by depth desc
                        """).setParameter(1, folderId).getResultList();
        List<String> ids = new ArrayList<>();
        rows.forEach(row -> ids.add((String) row));
        return ids;
    }
}
