package antiphon.simulation.travel;

import static antiphon.simulation.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.language.LanguageFailure;
import antiphon.language.Message;
import antiphon.language.ToolUse;
import antiphon.simulation.Scripted;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes of putting a conversation to another version of its agent. */
class ReplayTest extends Travelling {
    @Test
    void each_turn_of_the_caller_is_put_to_the_agent_after_what_was_recorded() {
        conversation("conv_1");
        JsonObject begun = begin("");
        assertEquals(1, begun.getInt("pending"));
        assertEquals("in_progress", begun.getString("status"));
        server.travels.work();
        assertEquals(2, server.agent.prompts().size(), "the first message is nobody's to think about");
        assertEquals(
                List.of(
                        new Message.AgentSaid("Welcome, Ada!"),
                        new Message.UserSaid("Hours please."),
                        new Message.AgentSaid("I cannot tell."),
                        new Message.UserSaid("Thanks then.")),
                server.agent.prompts().getLast().dialogue());
        JsonObject done = whole(begun);
        assertEquals("done", done.getString("status"));
        assertEquals(3, done.getInt("turns"));
        assertEquals(1, done.getInt("turns_changed"));
    }

    @Test
    void turns_that_changed_stand_side_by_side() {
        conversation("conv_1");
        JsonObject begun = begin("");
        server.travels.work();
        JsonObject turn = turns(begun, "").getFirst();
        assertEquals(1, turns(begun, "").size());
        assertEquals("Hours please.", turn.getString("caller"));
        assertEquals("I cannot tell.", turn.getJsonObject("recorded").getString("message"));
        assertEquals("At nine.", turn.getJsonObject("replayed").getString("message"));
        assertEquals(1, turn.getInt("turn"));
        assertTrue(turn.getBoolean("words_changed"));
        assertFalse(turn.getBoolean("tools_changed"));
        assertEquals(3, turns(begun, "?changed=all").size());
        assertEquals(0, turns(begun, "?changed=tools").size());
        assertEquals(0, turns(begun, "?conversation_id=conv_2").size());
    }

    @Test
    void both_are_judged_by_the_criteria_of_the_version_and_rates_have_intervals() {
        conversation("conv_1");
        conversation("conv_2");
        JsonObject begun = begin("");
        server.travels.work();
        JsonObject criterion = whole(begun).getJsonArray("criteria").getJsonObject(0);
        assertEquals("hours", criterion.getString("criteria_id"));
        JsonObject recorded = criterion.getJsonObject("recorded");
        JsonObject replayed = criterion.getJsonObject("replayed");
        assertEquals(2, recorded.getInt("failure"));
        assertEquals(2, replayed.getInt("success"));
        assertEquals(1, replayed.getInt("rate"));
        assertEquals(
                0.3424,
                replayed.getJsonObject("confidence_95").getJsonNumber("low").doubleValue());
        assertEquals(2, criterion.getInt("improved"));
        assertEquals(0, criterion.getInt("worsened"));
        JsonObject verdict =
                conversations(begun, "").getFirst().getJsonArray("criteria").getJsonObject(0);
        assertEquals("It says no hour.", verdict.getJsonObject("recorded").getString("rationale"));
        assertEquals("success", verdict.getJsonObject("replayed").getString("result"));
    }

    @Test
    void what_it_took_is_told_of_each_who_thought() {
        conversation("conv_1");
        JsonObject begun = begin("");
        server.travels.work();
        JsonObject done = whole(begun);
        assertEquals(50, done.getJsonObject("recorded_llm").getInt("input_tokens"));
        assertEquals(0, done.getJsonObject("recorded_llm").getInt("without_price"));
        assertEquals(6, done.getJsonObject("replayed_llm").getInt("input_tokens"));
        assertEquals(1, done.getJsonObject("replayed_llm").getInt("without_price"));
        assertEquals(4, done.getJsonObject("judging_llm").getInt("output_tokens"));
    }

    @Test
    void a_tool_answers_what_it_answered_then_and_says_so_where_that_is_not_known() {
        past.ended(
                "conv_1",
                "user: Two bags.",
                "agent uses {\"bags\":2} -> Order 17.",
                "agent: It is order 17.",
                "user: One more.",
                "agent: No.");
        server.agent.answers(prompt -> {
            if (Scripted.usedTool(prompt)) {
                return "Heard: " + ((Message.ToolAnswered) prompt.dialogue().getLast()).result();
            }
            return new ToolUse(
                    "use_1", "order", Scripted.heard(prompt).startsWith("Two") ? "{ \"bags\" : 2 }" : "{\"bags\":3}");
        });
        JsonObject begun = begin("");
        server.travels.work();
        List<JsonObject> turns = turns(begun, "?changed=all");
        JsonObject same = turns.get(1);
        assertEquals("Heard: Order 17.", same.getJsonObject("replayed").getString("message"));
        assertFalse(same.getBoolean("tools_changed"));
        assertTrue(same.getJsonArray("not_recorded_tools").isEmpty());
        JsonObject other = turns.get(2);
        assertTrue(other.getBoolean("tools_changed"));
        assertEquals("order", other.getJsonArray("not_recorded_tools").getString(0));
        JsonObject used = other.getJsonObject("replayed").getJsonArray("tools").getJsonObject(0);
        assertEquals(RecordedTools.NOT_RECORDED, used.getString("result_value"));
        assertTrue(used.getBoolean("is_error"));
        JsonObject opening = turns.getFirst();
        assertEquals("", opening.getJsonObject("recorded").getString("message"));
        assertEquals("Welcome, Ada!", opening.getJsonObject("replayed").getString("message"));
    }

    @Test
    void a_version_that_hangs_up_earlier_is_followed_no_further() {
        conversation("conv_1");
        server.agent.answers(prompt -> Scripted.usedTool(prompt) ? "" : new ToolUse("use_1", "end_call", "{}"));
        JsonObject begun = begin("");
        server.travels.work();
        JsonObject conversation = conversations(begun, "").getFirst();
        assertEquals("ended_earlier", conversation.getString("cut_short"));
        assertEquals(2, conversation.getInt("turns"));
    }

    @Test
    void a_conversation_that_was_passed_on_is_followed_until_then() {
        conversation("conv_1");
        past.execute("update conversation_turn set speaker_agent_id = 'agent_2' where position = 4");
        JsonObject begun = begin("");
        server.travels.work();
        JsonObject conversation = conversations(begun, "").getFirst();
        assertEquals("passed_on", conversation.getString("cut_short"));
        assertEquals(2, conversation.getInt("turns"));
    }

    @Test
    void a_version_that_cannot_answer_fails_in_this_conversation_with_the_reason_and_holds_up_no_other() {
        conversation("conv_1");
        past.ended("conv_2", "user: Hours please.", "agent: Nine.");
        server.agent.answers(prompt ->
                Scripted.heard(prompt).contains("Thanks") ? new LanguageFailure("agent", "away", false) : "At nine.");
        JsonObject begun = begin("");
        server.travels.work();
        JsonObject done = whole(begun);
        assertEquals(1, done.getInt("failed"));
        assertEquals(1, done.getInt("done"));
        String problem = done.getJsonArray("problems").getJsonObject(0).getString("problem");
        assertTrue(problem.startsWith("At turn 2 of the caller: "), problem);
        assertEquals(6, done.getJsonObject("replayed_llm").getInt("input_tokens"), "what failed has its price, too");
    }

    @Test
    void a_version_that_has_to_know_more_than_was_told_then_fails_with_what_is_missing() {
        conversation("conv_1");
        server.documents.put(
                "agent_1", json("{'conversation_config':{'agent':{'prompt':{'prompt':'Serve {{customer}}.'}}}}"));
        JsonObject begun = begin("");
        server.travels.work();
        assertEquals(
                "Missing required dynamic variables: customer.",
                whole(begun).getJsonArray("problems").getJsonObject(0).getString("problem"));
    }

    @Test
    void a_draft_is_tried_as_it_was_when_that_was_asked_for() {
        conversation("conv_1");
        server.drafted.put("agent_1", json(SHOP.replace("You sell coffee.", "You sell tea.")));
        JsonObject begun = begin(",'draft':true");
        server.drafted.clear();
        assertTrue(begun.getBoolean("draft"));
        server.travels.work();
        assertTrue(server.agent.prompts().getLast().instructions().contains("You sell tea."));
    }

    @Test
    void an_agent_that_waits_for_the_caller_stands_beside_one_that_waited() {
        past.ended("conv_1", "user: Hours please.", "agent: I cannot tell.");
        server.documents.put("agent_1", json(SHOP.replace("Welcome, {{name}}!", "")));
        JsonObject begun = begin("");
        server.travels.work();
        assertEquals(1, whole(begun).getInt("turns"));
        assertEquals(1, turns(begun, "?changed=all").getFirst().getInt("turn"));
        conversation("conv_2");
        JsonObject silent = begin(",'conversation_ids':['conv_2']");
        server.travels.work();
        JsonObject opening = turns(silent, "").getFirst();
        assertEquals("Welcome, Ada!", opening.getJsonObject("recorded").getString("message"));
        assertEquals("", opening.getJsonObject("replayed").getString("message"));
    }

    @Test
    void what_a_tool_made_of_the_variables_is_known_in_the_turns_after_it() {
        conversation("conv_1");
        past.execute("update conversation_turn set tool_results = '[{\"request_id\":\"r\",\"tool_name\":\"order\","
                + "\"result_value\":\"\",\"dynamic_variable_updates\":[{\"variable_name\":\"name\","
                + "\"new_value\":\"Grace\"}]}]' where position = 2");
        server.documents.put("agent_1", json(SHOP.replace("You sell coffee.", "You serve {{name}}.")));
        begin("");
        server.travels.work();
        assertTrue(server.agent.prompts().getFirst().instructions().contains("You serve Ada."));
        assertTrue(server.agent.prompts().getLast().instructions().contains("You serve Grace."));
    }

    @Test
    void without_criteria_there_are_turns_to_compare_and_no_rates() {
        conversation("conv_1");
        server.documents.put("agent_1", json(SHOP.replace("'platform_settings'", "'other_settings'")));
        JsonObject begun = begin("");
        server.travels.work();
        assertEquals(JsonValue.EMPTY_JSON_ARRAY, whole(begun).getJsonArray("criteria"));
        assertEquals(1, whole(begun).getInt("turns_changed"));
    }
}
