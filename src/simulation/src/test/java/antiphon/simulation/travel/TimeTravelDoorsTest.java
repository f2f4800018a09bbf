package antiphon.simulation.travel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.identity.Role;
import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The doors of time travels: what they choose, refuse, list and forget. */
class TimeTravelDoorsTest extends Travelling {
    private List<String> refused(String query, String more) {
        return server.send("POST", TRAVELS + query, "{'agent_id':'agent_1'" + more + "}")
                .refusals();
    }

    @Test
    void what_cannot_be_is_refused_by_its_place() {
        conversation("conv_1");
        assertEquals(
                List.of("[\"body\",\"agent_id\"] missing"),
                server.send("POST", TRAVELS, "{}").refusals());
        assertEquals(
                List.of("[\"body\",\"agent_id\"] value_error"),
                server.send("POST", TRAVELS, "{'agent_id':'agent_none'}").refusals());
        assertEquals(List.of("[\"body\",\"branch_id\"] value_error"), refused("", ",'branch_id':'agtbrch_none'"));
        assertEquals(List.of("[\"body\",\"draft\"] value_error"), refused("", ",'draft':true"));
        assertEquals(
                List.of("[\"body\",\"version_id\"] value_error"),
                refused("", ",'draft':true,'version_id':'agtvrsn_1'"));
        assertEquals(
                List.of(
                        "[\"body\",\"brnch\"] extra_forbidden",
                        "[\"body\",\"draft\"] bool_type",
                        "[\"body\",\"conversation_ids\",1] string_type"),
                refused("", ",'brnch':1,'draft':'yes','conversation_ids':['conv_1',2]"));
        assertEquals(List.of("[\"body\",\"conversation_ids\"] too_short"), refused("", ",'conversation_ids':[]"));
        assertEquals(
                List.of("[\"body\",\"conversation_ids\"] too_long"),
                refused("", ",'conversation_ids':[" + String.join(",", Collections.nCopies(1001, "'conv_1'")) + "]"));
        assertEquals(
                List.of("[\"body\",\"conversation_ids\",1] value_error"),
                refused("", ",'conversation_ids':['conv_1','conv,2']"));
        assertEquals(List.of("[\"query\",\"agnet_id\"] extra_forbidden"), refused("?agnet_id=agent_1", ""));
        assertEquals(List.of("[\"query\",\"limit\"] greater_than_equal"), refused("?limit=0", ""));
        assertEquals(
                List.of("[\"query\",\"limit\"] extra_forbidden"),
                refused("?limit=1", ",'conversation_ids':['conv_1']"));
        assertEquals(List.of("[\"query\"] too_short"), refused("?user_id=nobody", ""));
        assertEquals(List.of(), server.database.column("select id from time_travel"));
    }

    @Test
    void the_filter_chooses_the_newest_of_the_agents_conversations() {
        conversation("conv_old");
        conversation("conv_new");
        conversation("conv_other");
        past.begin("conv_living");
        past.execute("update conversation set agent_id = 'agent_2' where id = 'conv_other'");
        conversation("conv_forgotten");
        past.execute("update conversation set words_gone_at = now() where id = 'conv_forgotten'");
        JsonObject all = begin("");
        assertEquals(2, all.getInt("matched"));
        assertEquals(1, all.getInt("without_words"));
        server.now = server.now.plusSeconds(1);
        JsonObject last = server.send("POST", TRAVELS + "?limit=1", "{'agent_id':'agent_1'}")
                .fine();
        assertEquals("conv_new", conversations(last, "").getFirst().getString("conversation_id"));
    }

    @Test
    void more_than_may_be_are_refused_unless_a_limit_says_how_many() {
        past.execute("insert into conversation (id, agent_id, agent_name, status, started_at, ended_at,"
                + " authorization_method, source, language, text_only, voice_recorded, environment, client_data,"
                + " server_name, server_run) select 'conv_' || n, 'agent_1', 'A', 'done', now(), now(), 'public',"
                + " 'unknown', 'en', true, false, 'production', '{}', 's', 'r' from generate_series(1, 1001) n");
        assertEquals(List.of("[\"query\"] too_long"), refused("", ""));
        assertEquals(
                1000,
                server.send("POST", TRAVELS + "?limit=1000", "{'agent_id':'agent_1'}")
                        .fine()
                        .getInt("pending"));
    }

    @Test
    void what_has_no_words_or_not_all_of_them_is_skipped_with_the_reason() {
        past.begin("conv_1");
        conversation("conv_2");
        past.execute("update conversation set words_gone_at = now() where id = 'conv_2'");
        conversation("conv_3");
        past.execute("update conversation set features = '{\"pii_zrm_agent\":true}' where id = 'conv_3'");
        conversation("conv_4");
        past.execute("update conversation set features = '{\"redacted\":[\"email\"]}' where id = 'conv_4'");
        past.ended("conv_5", "agent: Welcome!");
        JsonObject begun = begin(",'conversation_ids':['conv_1','conv_2','conv_3','conv_4','conv_5']");
        server.travels.work();
        JsonObject done = whole(begun);
        assertEquals(5, done.getInt("skipped"));
        assertEquals("done", done.getString("status"));
        assertEquals(
                List.of(
                        "This conversation is not over yet.",
                        "What was said in this conversation was deleted, as its agent's retention asks.",
                        "Nothing is kept of this conversation: its agent had zero retention.",
                        "What was said in this conversation was redacted, so it is not known in full.",
                        "The caller said nothing in this conversation."),
                done.getJsonArray("problems").getValuesAs(JsonObject.class).stream()
                        .map(problem -> problem.getString("problem"))
                        .toList());
        assertEquals(List.of(), server.agent.prompts());
    }

    @Test
    void a_conversation_that_is_deleted_is_counted_and_forgotten() {
        conversation("conv_1");
        conversation("conv_2");
        JsonObject begun = begin("");
        past.execute("delete from conversation where id = 'conv_1'");
        server.travels.work();
        assertEquals(1, whole(begun).getInt("deleted"));
        assertEquals(1, whole(begun).getInt("done"));
    }

    @Test
    void they_are_listed_by_pages_the_newest_first() {
        conversation("conv_1");
        JsonObject first = begin("");
        JsonObject second = begin("");
        JsonObject page = server.send("GET", TRAVELS + "?page_size=1&agent_id=agent_1", "")
                .fine();
        assertEquals(id(second), id(page.getJsonArray("time_travels").getJsonObject(0)));
        JsonObject next = server.send("GET", TRAVELS + "?page_size=1&cursor=" + page.getString("next_cursor"), "")
                .fine();
        assertEquals(id(first), id(next.getJsonArray("time_travels").getJsonObject(0)));
        assertEquals(
                0,
                server.send("GET", TRAVELS + "?agent_id=agent_2", "")
                        .fine()
                        .getJsonArray("time_travels")
                        .size());
    }

    @Test
    void its_conversations_and_turns_come_by_pages() {
        conversation("conv_1");
        conversation("conv_2");
        JsonObject begun = begin("");
        server.travels.work();
        for (String list : List.of("conversations", "turns")) {
            JsonObject page = server.send("GET", path(begun) + "/" + list + "?page_size=1", "")
                    .fine();
            assertEquals("conv_1", page.getJsonArray(list).getJsonObject(0).getString("conversation_id"));
            String cursor = page.getString("next_cursor");
            JsonObject next = server.send("GET", path(begun) + "/" + list + "?page_size=1&cursor=" + cursor, "")
                    .fine();
            assertEquals("conv_2", next.getJsonArray(list).getJsonObject(0).getString("conversation_id"));
            assertEquals(false, next.getBoolean("has_more"));
            assertEquals(
                    "404 time_travel_not_found",
                    server.send("GET", TRAVELS + "/timetravel_none/" + list, "").problem());
        }
        assertEquals(
                List.of("[\"query\",\"changed\"] enum"),
                server.send("GET", path(begun) + "/turns?changed=perhaps", "").refusals());
    }

    @Test
    void what_is_cancelled_is_not_done_and_what_is_deleted_is_gone() {
        conversation("conv_1");
        JsonObject begun = begin("");
        JsonObject cancelled = server.send("POST", path(begun) + "/cancel", "").fine();
        assertEquals("cancelled", cancelled.getString("status"));
        assertEquals(1, cancelled.getInt("cancelled"));
        server.travels.work();
        assertEquals(List.of(), server.agent.prompts());
        server.send("DELETE", path(begun), "").fine();
        assertEquals(
                "404 time_travel_not_found", server.send("GET", path(begun), "").problem());
        assertEquals(
                "404 time_travel_not_found",
                server.send("DELETE", path(begun), "").problem());
        assertEquals(
                List.of("time_travel.begin", "time_travel.cancel", "time_travel.delete"),
                server.database.column(
                        "select action from audit_entry where subject_id = '" + id(begun) + "' order by action"));
    }

    @Test
    void who_may_only_look_may_begin_nothing() {
        conversation("conv_1");
        String viewer = server.key(Role.VIEWER);
        assertEquals(
                403,
                server.send("POST", TRAVELS, viewer, "{'agent_id':'agent_1'}").status());
        JsonObject begun = begin("");
        assertEquals(200, server.send("GET", path(begun), viewer, "").status());
        assertEquals(403, server.send("DELETE", path(begun), viewer, "").status());
        String editor = server.key(Role.EDITOR);
        assertEquals(
                200, server.send("POST", path(begun) + "/cancel", editor, "").status());
    }

    private static String id(JsonObject travel) {
        return travel.getString("time_travel_id");
    }
}
