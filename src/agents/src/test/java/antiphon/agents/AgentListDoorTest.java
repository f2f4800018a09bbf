package antiphon.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.agents.TestServer.Answer;
import antiphon.api.contract.Contract;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentListDoorTest extends AgentDoors {
    private List<String> names(String query) {
        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            Answer answer = server.send("GET", AGENTS + query + cursor, "");
            assertEquals(200, answer.status(), answer.body());
            JsonObject page = answer.json();
            assertEquals(List.of(), Contract.stated().problems("GetAgentsPageResponseModel", page));
            JsonArray agents = page.getJsonArray("agents");
            agents.getValuesAs(JsonObject.class).forEach(agent -> names.add(agent.getString("name")));
            assertEquals(page.getBoolean("has_more"), page.get("next_cursor") != JsonValue.NULL);
            cursor = page.getBoolean("has_more") ? "&cursor=" + page.getString("next_cursor") : "";
        } while (!cursor.isEmpty());
        return names;
    }

    @Test
    void a_list_is_read_page_by_page_without_gap_or_double_in_any_order() {
        List<String> wanted = List.of("pg b", "pg A", "pg d", "pg C", "pg_e");
        for (int i = 0; i < wanted.size(); i++) {
            server.now = TestServer.START.plusSeconds(i / 2);
            create("{'conversation_config':{},'name':'" + wanted.get(i) + "','tags':['pages','t" + i % 2 + "']}");
        }
        assertEquals(5, names("?search=PG&page_size=2").size());
        assertEquals("pg_e", names("?search=pg&page_size=2").getFirst());
        assertEquals("pg_e", names("?search=pg&page_size=1&sort_direction=asc").getLast());
        assertEquals(
                List.of("pg A", "pg b", "pg C", "pg d", "pg_e"),
                names("?search=pg&page_size=2&sort_by=name&sort_direction=asc").stream()
                        .sorted(String.CASE_INSENSITIVE_ORDER)
                        .toList());
        assertEquals(
                5,
                names("?search=pg&page_size=2&sort_by=name&sort_direction=desc").size());
        assertEquals(List.of("pg_e"), names("?search=pg_&page_size=2"));
        assertEquals(List.of("pg A", "pg C"), names("?tags=pages&tags=t1&sort_by=name&sort_direction=asc"));
    }

    @Test
    void archived_agents_are_listed_only_on_demand() {
        String id = create("{'conversation_config':{},'name':'old hand'}");
        assertEquals(List.of("old hand"), names("?search=old"));
        change(id, "{'platform_settings':{'archived':true}}");
        assertEquals(List.of(), names("?search=old"));
        assertEquals(List.of("old hand"), names("?search=old&archived=true"));
    }

    @Test
    void somebody_can_ask_for_their_own_agents() {
        create("{'conversation_config':{},'name':'mine and mine'}");
        assertEquals(List.of("mine and mine"), names("?search=mine%20and&created_by_user_id=@me"));
        assertEquals(List.of(), names("?search=mine%20and&created_by_user_id=key_other"));
    }

    @Test
    void wrong_query_parameters_are_named() {
        assertEquals(
                "[\"query\",\"page_size\"] less_than_equal", locs(server.send("GET", AGENTS + "?page_size=101", "")));
        assertEquals("[\"query\",\"page_size\"] int_parsing", locs(server.send("GET", AGENTS + "?page_size=x", "")));
        assertEquals("[\"query\",\"sort_by\"] enum", locs(server.send("GET", AGENTS + "?sort_by=colour", "")));
        assertEquals("[\"query\",\"cursor\"] value_error", locs(server.send("GET", AGENTS + "?cursor=nonsense", "")));
        // A cursor that reads, but whose time is none.
        assertEquals(
                "[\"query\",\"cursor\"] value_error",
                locs(server.send("GET", AGENTS + "?cursor=WyJjcmVhdGVkX2F0LSIsIm5ldmVyIiwiaWQiXQ", "")));
        assertEquals("[\"query\",\"search\"] string_type", locs(server.send("GET", AGENTS + "?search=a%00b", "")));
    }
}
