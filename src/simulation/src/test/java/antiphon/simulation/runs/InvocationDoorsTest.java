package antiphon.simulation.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.contract.Contract;
import antiphon.testing.Answer;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvocationDoorsTest extends RunDoors {
    @Test
    void repeated_runs_are_grouped_by_what_they_came_to() {
        int[] asked = {0};
        server.thinker.answers(prompt -> asked[0]++ % 3 == 0 ? NO : YES);
        String id = begin(create("{'name':'Hours','success_condition':'a'," + HOURS + "}"), ",'repeat_count':3")
                .getString("id");
        assertEquals("pending", show(id).getString("bucketing_status"));
        server.runs.work();
        JsonObject shown = show(id);
        assertEquals("completed", shown.getString("bucketing_status"));
        List<String> titles = shown
                .getJsonArray("result_groups")
                .getJsonObject(0)
                .getJsonArray("buckets")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(bucket -> bucket.getString("title"))
                .sorted()
                .toList();
        assertEquals(List.of("1 failed", "2 passed"), titles);
    }

    @Test
    void what_a_server_that_ended_had_begun_is_done_by_another() {
        String id = begin(create("{'name':'Hours','success_condition':'a'," + HOURS + "}"), "")
                .getString("id");
        server.runs.takeOnly();
        server.runs.kill();
        server.runs.work();
        assertEquals("pending", first(show(id)).getString("status"), "it may still be at work");
        server.now = server.now.plus(RunQueue.CLAIMED).plusSeconds(1);
        server.runs.work();
        assertEquals("passed", first(show(id)).getString("status"));
    }

    @Test
    void a_run_that_ends_servers_is_given_up() {
        String id = begin(create("{'name':'Hours','success_condition':'a'," + HOURS + "}"), "")
                .getString("id");
        for (int ended = 0; ended < 3; ended++) {
            server.runs.takeOnly();
            server.runs.kill();
            server.now = server.now.plus(RunQueue.CLAIMED).plusSeconds(1);
        }
        server.runs.work();
        assertEquals("failed: The server ended 3 times while this test was carried out.", why(first(show(id))));
    }

    @Test
    void what_is_cancelled_comes_to_nothing_and_can_be_resubmitted() {
        String id = begin(create("{'name':'Hours','success_condition':'a'," + HOURS + "}"), "")
                .getString("id");
        server.runs.takeOnly();
        server.send("POST", INVOCATIONS + "/" + id + "/cancel", "").fine();
        server.runs.work();
        JsonObject cancelled = show(id);
        assertEquals("cancelled", first(cancelled).getString("status"));
        assertTrue(cancelled.getBoolean("cancelled"));
        String runId = first(cancelled).getString("test_run_id");
        server.send(
                        "POST",
                        INVOCATIONS + "/" + id + "/resubmit",
                        "{'agent_id':'agent_1','test_run_ids':['" + runId + "']}")
                .fine();
        server.runs.work();
        assertEquals("passed", first(show(id)).getString("status"));
        assertFalse(show(id).getBoolean("cancelled"));
        assertEquals(
                List.of("[\"body\",\"test_run_ids\",0] value_error"),
                server.send(
                                "POST",
                                INVOCATIONS + "/" + id + "/resubmit",
                                "{'agent_id':'agent_1','test_run_ids':['trun_none']}")
                        .refusals());
        assertEquals(
                422,
                server.send("POST", INVOCATIONS + "/" + id + "/resubmit", "{}").status());
        assertEquals(
                "404 test_invocation_not_found",
                server.send("POST", INVOCATIONS + "/tinv_none/cancel", "").problem());
    }

    @Test
    void settings_that_are_sent_along_are_tested_in_place_of_those_that_are_kept() {
        JsonObject begun = begin(
                create("{'name':'Greeting','success_condition':'a'}"),
                ",'agent_config_override':{'platform_settings':{},'conversation_config':"
                        + "{'agent':{'first_message':'Ahoy!'}}}");
        assertTrue(begun.getBoolean("ran_against_draft"));
        server.runs.work();
        JsonObject run = first(show(begun.getString("id")));
        assertEquals(
                "Ahoy!", run.getJsonArray("agent_responses").getJsonObject(0).getString("message"));
    }

    @Test
    void invocations_are_listed_by_what_they_were_about() {
        String one = create("{'name':'Listed one','success_condition':'a'," + HOURS + "}");
        String other = create("{'name':'Listed other','success_condition':'a'," + HOURS + "}");
        String first = begin(one, "").getString("id");
        String second = begin(other, "").getString("id");
        long at = server.now.getEpochSecond();
        JsonObject page = listed("search=listed&page_size=1");
        assertEquals(List.of(), Contract.stated().problems("GetTestInvocationsPageResponseModel", page));
        assertEquals(List.of(second), ids(page));
        assertEquals(1, page.getJsonArray("results").getJsonObject(0).getInt("pending_count"));
        assertEquals(List.of(first), ids(listed("search=listed&page_size=1&cursor=" + page.getString("next_cursor"))));
        assertEquals(List.of(first), ids(listed("test_id=" + one)));
        assertEquals(List.of(second), ids(listed("search=LISTED&start_time=" + at)));
        assertEquals(List.of(first), ids(listed("search=listed&end_time=" + (at - 1))));
        assertEquals(
                2,
                ids(listed("search=listed&agent_id=agent_1&branch_id=agtbrch_1&version_id=agtvrsn_1"))
                        .size());
        assertEquals(List.of(), ids(listed("agent_id=agent_2")));
        for (String wrong : List.of("page_size=101", "start_time=soon", "cursor=x")) {
            assertEquals(422, server.send("GET", INVOCATIONS + "?" + wrong, "").status(), wrong);
        }
        server.runs.work();
    }

    private JsonObject listed(String query) {
        return server.send("GET", INVOCATIONS + "?" + query, "").fine();
    }

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("results").getValuesAs(JsonObject.class).stream()
                .map(each -> each.getString("id"))
                .toList();
    }

    @Test
    void what_cannot_be_run_is_refused() {
        String test = create("{'name':'Refused'}");
        Answer gone = server.send("POST", RUN, "{'tests':[{'test_id':'" + test + "'},{'test_id':'test_none'}]}");
        assertEquals(List.of("[\"body\",\"tests\",1,\"test_id\"] value_error"), gone.refusals());
        assertEquals(422, server.send("POST", RUN, "{'tests':[]}").status());
        assertEquals(
                422,
                server.send("POST", RUN, "{'tests':[{'test_id':'" + test + "'}],'repeat_count':51}")
                        .status());
        assertEquals(
                "404 branch_not_found",
                server.send("POST", RUN, "{'tests':[{'test_id':'" + test + "'}],'branch_id':'agtbrch_2'}")
                        .problem());
        assertEquals(
                "404 agent_not_found",
                server.send("POST", "/v1/convai/agents/agent_2/run-tests", "{'tests':[{'test_id':'" + test + "'}]}")
                        .problem());
        assertEquals(
                "404 test_invocation_not_found",
                server.send("GET", INVOCATIONS + "/tinv_none", "").problem());
    }
}
