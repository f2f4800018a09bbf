package antiphon.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.identity.Actor;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnowledgeFoldersTest extends KnowledgeDoors {
    @Test
    void folders_hold_documents_and_are_moved_but_not_into_themselves() {
        String outer = folder("Outer", "");
        String inner = folder("Inner", outer);
        String id = text("Hours", "We open at nine.");
        assertEquals(
                200,
                server.send("POST", KNOWLEDGE + "/" + id + "/move", "{\"move_to\":\"" + inner + "\"}")
                        .status());
        JsonObject shown = get(KNOWLEDGE + "/" + id);
        assertEquals(
                List.of("Outer", "Inner"),
                shown.getJsonArray("folder_path").getValuesAs(JsonObject.class).stream()
                        .map(segment -> segment.getString("name"))
                        .toList());
        JsonObject folder = get(KNOWLEDGE + "/" + outer);
        fits("GetKnowledgeBaseFolderResponseModel", folder);
        assertEquals(1, folder.getInt("children_count"));
        assertEquals(1, folder.getInt("document_count"));
        assertEquals(
                409,
                server.send("POST", KNOWLEDGE + "/" + outer + "/move", "{\"move_to\":\"" + inner + "\"}")
                        .status());
        assertEquals(
                404,
                server.send("POST", KNOWLEDGE + "/" + id + "/move", "{\"move_to\":\"kbf_none\"}")
                        .status());
        assertEquals(409, server.send("DELETE", KNOWLEDGE + "/" + outer, "").status());
        assertEquals(
                200,
                server.send("DELETE", KNOWLEDGE + "/" + outer + "?force=true", "")
                        .status());
        assertEquals(404, server.send("GET", KNOWLEDGE + "/" + id, "").status());
        assertEquals(
                501,
                server.send("POST", KNOWLEDGE + "/folder", "{\"name\":\"x\",\"enable_auto_sync\":true}")
                        .status());
    }

    @Test
    void the_deepest_folder_takes_no_more_and_is_listed_all_the_same() {
        String deepest = "";
        for (int i = 0; i < 20; i++) {
            deepest = folder("F" + i, deepest);
        }
        assertEquals(
                409,
                server.send("POST", KNOWLEDGE + "/text", "{\"text\":\"x\",\"parent_folder_id\":\"" + deepest + "\"}")
                        .status());
        assertEquals(List.of(), listed("&parent_folder_id=" + deepest));
    }

    @Test
    void a_folder_is_not_moved_to_where_what_it_holds_would_lie_too_deep() {
        String deep = "";
        for (int i = 0; i < 17; i++) {
            deep = folder("F" + i, deep);
        }
        String top = folder("Top", "");
        String inner = folder("Inner", top);
        folder("Innermost", inner);
        assertEquals(
                200,
                server.send("POST", KNOWLEDGE + "/" + top + "/move", "{\"move_to\":\"" + deep + "\"}")
                        .status());
        assertEquals(
                200,
                server.send("POST", KNOWLEDGE + "/" + top + "/move", "{\"move_to\":null}")
                        .status());
        String deeper = folder("F17", deep);
        assertEquals(
                "folder_too_deep",
                server.send("POST", KNOWLEDGE + "/" + top + "/move", "{\"move_to\":\"" + deeper + "\"}")
                        .json()
                        .getJsonObject("detail")
                        .getString("status"));
        assertEquals(
                200,
                server.send("POST", KNOWLEDGE + "/" + inner + "/move", "{\"move_to\":\"" + deeper + "\"}")
                        .status());
    }

    @Test
    void folders_are_moved_one_after_the_other() {
        String outer = folder("Outer", "");
        String other = folder("Other", "");
        assertEquals(List.of("ShareRowExclusiveLock"), server.database.inTransaction(() -> {
            server.knowledge.documents().move(List.of(other), Optional.of(outer), Actor.SERVER);
            return server.database.column("select l.mode from pg_locks l join pg_class c on c.oid = l.relation"
                    + " where c.relname = 'knowledge_document' and l.mode = 'ShareRowExclusiveLock'");
        }));
    }

    @Test
    void lists_are_filtered_ordered_and_paged() {
        String folder = folder("Beans", "");
        List<String> names = List.of("Zebra", "apple", "Mango", "banana");
        names.forEach(name -> {
            server.now = server.now.plusSeconds(1);
            text(name, "word ".repeat(name.length()));
        });
        server.send(
                "POST",
                KNOWLEDGE + "/bulk-move",
                "{\"document_ids\":[\"" + ids("?search=mango").getFirst() + "\"],\"move_to\":\"" + folder + "\"}");
        assertEquals(List.of("banana", "Mango", "apple", "Zebra", "Beans"), listed(""));
        assertEquals(
                List.of("Beans", "apple", "banana", "Mango", "Zebra"),
                listed("&folders_first=true&sort_by=name&sort_direction=asc"));
        assertEquals(List.of("Beans", "Zebra", "Mango", "banana", "apple"), listed("&folders_first=true&sort_by=name"));
        assertEquals(5, listed("&sort_by=size").size());
        assertEquals(5, listed("&sort_by=updated_at").size());
        assertEquals(List.of("Mango"), listed("&parent_folder_id=" + folder));
        assertEquals(List.of("Mango"), listed("&ancestor_folder_id=" + folder + "&types=text&types=url"));
        assertEquals(4, listed("&parent_folder_id=root").size());
        assertEquals(List.of(), listed("&types=file"));
        assertEquals(List.of(), listed("&created_by_user_id=nobody"));
        assertEquals(5, listed("&show_only_owned_documents=true").size());
        for (String bad : List.of("page_size=0", "types=book", "sort_by=colour", "cursor=zzz", "folders_first=maybe")) {
            assertEquals(422, server.send("GET", KNOWLEDGE + "?" + bad, "").status(), bad);
        }
        assertEquals(
                404,
                server.send("GET", KNOWLEDGE + "?parent_folder_id=kbf_none", "").status());
    }
}
