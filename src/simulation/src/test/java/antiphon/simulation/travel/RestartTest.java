package antiphon.simulation.travel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue of conversations over servers that die, stop, are slow, or have calls. */
class RestartTest extends Travelling {
    @BeforeEach
    void three_conversations() {
        conversation("conv_1");
        conversation("conv_2");
        conversation("conv_3");
    }

    /** Everything that came of it, but for its name and when it was. */
    private List<Object> result(JsonObject begun) {
        JsonObject whole = Json.createObjectBuilder(whole(begun))
                .remove("time_travel_id")
                .remove("created_at_unix")
                .build();
        return List.of(whole, turns(begun, "?changed=all"), conversations(begun, ""));
    }

    @Test
    void a_killed_run_goes_on_and_gives_the_same_result() {
        JsonObject undisturbed = begin("");
        server.travels.work();
        JsonObject killed = begin("");
        server.travels.step();
        int asked = server.agent.prompts().size();
        server.travels.dieOverOne();
        server.travels.step();
        assertEquals(1, whole(killed).getInt("pending"), "the dead server's lease goes on");
        assertFalse(server.travels.waits());
        server.now = server.now.plus(TravelQueue.LEASE).plusSeconds(1);
        assertTrue(server.travels.waits());
        server.travels.work();
        assertEquals(asked + 6, server.agent.prompts().size(), "what was kept is not replayed again");
        assertEquals(result(undisturbed), result(killed));
    }

    @Test
    void what_comes_of_a_conversation_that_another_has_taken_over_is_dropped() {
        JsonObject begun = begin(",'conversation_ids':['conv_1']");
        Runnable late = server.travels.slowly();
        server.now = server.now.plus(TravelQueue.LEASE).plusSeconds(1);
        server.travels.work();
        List<Object> kept = result(begun);
        late.run();
        assertEquals(kept, result(begun));
        assertEquals(1, whole(begun).getInt("done"));
    }

    @Test
    void a_server_that_stops_gives_back_what_it_has_at_once() {
        JsonObject begun = begin(",'conversation_ids':['conv_1']");
        server.travels.stopOverOne();
        assertTrue(server.travels.waits());
        server.travels.work();
        assertEquals(1, whole(begun).getInt("done"));
    }

    @Test
    void a_conversation_over_which_servers_die_again_and_again_is_given_up() {
        JsonObject begun = begin(",'conversation_ids':['conv_1']");
        for (int i = 0; i < 5; i++) {
            server.travels.dieOverOne();
            server.now = server.now.plus(TravelQueue.LEASE).plusSeconds(1);
        }
        server.travels.work();
        assertEquals(
                "The server ended or failed 5 times while this conversation was replayed.",
                whole(begun).getJsonArray("problems").getJsonObject(0).getString("problem"));
        assertEquals(1, whole(begun).getInt("failed"));
    }

    @Test
    void while_calls_live_here_conversations_wait_though_not_for_ever() {
        begin("");
        server.liveCalls = 1;
        assertFalse(server.travels.waits());
        server.now = server.now.plus(Duration.ofMinutes(6));
        assertTrue(server.travels.waits());
    }

    @Test
    void what_is_cancelled_stops_before_its_next_turn_and_keeps_what_was_done() {
        JsonObject begun = begin("");
        server.travels.step();
        server.agent.answers(prompt -> {
            server.database.column("select 1");
            past.execute("update time_travel_item set state = 'cancelled', due_at = null, claimed_by = null"
                    + " where state = 'pending'");
            return "Never kept.";
        });
        int asked = server.agent.prompts().size();
        server.travels.work();
        assertEquals(asked + 1, server.agent.prompts().size());
        assertEquals(1, whole(begun).getInt("done"));
        assertEquals(2, whole(begun).getInt("cancelled"));
    }

    @Test
    void where_the_words_of_a_conversation_go_what_was_made_of_them_goes() {
        JsonObject begun = begin(",'conversation_ids':['conv_1']");
        server.travels.work();
        past.execute("delete from conversation_turn where conversation_id = 'conv_1'");
        past.execute("update conversation set words_gone_at = now() where id = 'conv_1'");
        assertEquals(List.of(), turns(begun, "?changed=all"));
        JsonObject criterion =
                conversations(begun, "").getFirst().getJsonArray("criteria").getJsonObject(0);
        assertEquals("", criterion.getJsonObject("recorded").getString("rationale"));
        assertEquals("", criterion.getJsonObject("replayed").getString("rationale"));
        assertEquals("success", criterion.getJsonObject("replayed").getString("result"));
    }

    @Test
    void words_that_go_while_a_conversation_is_replayed_are_not_kept() {
        JsonObject begun = begin(",'conversation_ids':['conv_1']");
        Runnable late = server.travels.slowly();
        past.execute("delete from conversation_turn where conversation_id = 'conv_1'");
        late.run();
        assertEquals(1, whole(begun).getInt("skipped"));
        assertEquals(List.of(), turns(begun, "?changed=all"));
    }
}
