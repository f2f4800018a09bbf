package antiphon.simulation.travel;

import static antiphon.simulation.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.conversations.record.ConversationTurn;
import antiphon.conversations.record.TurnsFurniture;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which turns changed, and how a transcript is taken apart into turns. */
class ReplayedTurnTest {
    private static ConversationTurn said(int position, String role, String words) {
        return TurnsFurniture.turn(position, role, entry(words, ""));
    }

    /** @param uses tools with their arguments, in the contract's shape without ids */
    private static JsonObject entry(String words, String uses) {
        return json("{'role':'agent','message':'" + words + "','tool_calls':[" + uses + "],'tool_results':[]}");
    }

    private static String use(String tool, String arguments) {
        return "{'request_id':'1','tool_name':'" + tool + "','params_as_json':'" + arguments.replace("'", "\\u0022")
                + "'}";
    }

    private static ReplayedTurn turn(JsonObject recorded, JsonObject replayed) {
        return new ReplayedTurn(
                new Exchange(1, List.of(said(0, "user", "Two bags."), TurnsFurniture.turn(1, "agent", recorded))),
                List.of(replayed),
                List.of());
    }

    @Test
    void other_words_are_a_change_and_other_spaces_are_none() {
        assertTrue(turn(entry("At nine.", ""), entry("At ten.", "")).wordsChanged());
        assertTrue(turn(entry("At nine.", ""), entry("", "")).changed());
        assertFalse(turn(entry("At nine.", ""), entry("At  nine. ", "")).changed());
    }

    @Test
    void that_a_caller_cut_in_is_no_change() {
        JsonObject heard = json(
                "{'role':'agent','message':'At','original_message':'At nine.','tool_calls':[]," + "'tool_results':[]}");
        assertFalse(turn(heard, entry("At nine.", "")).changed());
        assertTrue(turn(heard, entry("At", "")).wordsChanged());
    }

    @Test
    void other_tools_or_arguments_are_a_change_and_another_order_of_members_is_none() {
        JsonObject recorded = entry("Done.", use("order", "{'bags':2,'kind':'dark'}"));
        assertFalse(turn(recorded, entry("Done.", use("order", "{ 'kind':'dark', 'bags':2 }")))
                .changed());
        assertTrue(turn(recorded, entry("Done.", use("order", "{'bags':3,'kind':'dark'}")))
                .toolsChanged());
        assertTrue(turn(recorded, entry("Done.", use("cancel", "{'bags':2,'kind':'dark'}")))
                .toolsChanged());
        assertTrue(turn(recorded, entry("Done.", "")).toolsChanged());
        assertFalse(turn(recorded, entry("Done.", "")).wordsChanged());
    }

    @Test
    void what_the_caller_says_until_the_agent_answers_is_one_turn() {
        List<Exchange> exchanges = Exchange.of(List.of(
                said(0, "agent", "Welcome!"),
                said(1, "user", "Hm."),
                said(2, "user", "Hours?"),
                said(3, "agent", "Nine."),
                said(4, "agent", "Are you there?"),
                said(5, "user", ""),
                said(6, "user", "Bye.")));
        assertEquals(3, exchanges.size());
        assertEquals("Hm.\nHours?", Entries.words(exchanges.get(1).caller()));
        assertEquals("Nine.\nAre you there?", Entries.words(exchanges.get(1).agent()));
        assertEquals("Bye.", Entries.words(exchanges.get(2).caller()));
        assertEquals(List.of(), exchanges.get(2).agent());
    }

    @Test
    void where_the_caller_spoke_first_nothing_stands_before_that() {
        List<Exchange> exchanges = Exchange.of(List.of(said(0, "user", "Hours?"), said(1, "agent", "Nine.")));
        assertEquals(List.of(), exchanges.getFirst().turns());
        assertEquals(1, exchanges.getLast().number());
    }
}
