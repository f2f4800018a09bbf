package antiphon.conversations.tools;

import static antiphon.conversations.tools.ToolRehearsal.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Then;
import antiphon.conversations.workflow.WorkflowWalk.Choice;
import antiphon.conversations.workflow.WorkflowWalk.Way;
import jakarta.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemCallToolTest {
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final ToolRehearsal rehearsal = new ToolRehearsal(new ClientTools((turn, use) -> {}, timers), timers);

    @AfterEach
    void stop() {
        timers.shutdownNow();
        rehearsal.close();
    }

    private AgentToolBox box(String type, String params) {
        return rehearsal.box("{'type':'system','name':'" + type + "','description':'','params':{'system_tool_type':'"
                + type + "'" + params + "}}");
    }

    private Answer use(String type, String params, String arguments) throws InterruptedException {
        return rehearsal.use(box(type, params), type, arguments);
    }

    @Test
    void the_call_ends_after_the_last_words() throws Exception {
        Answer answer = use("end_call", "", "{'reason':'done','message':'Goodbye.'}");
        assertEquals(new Then.HangUp(), answer.then());
        assertEquals("Goodbye.", answer.say());
        assertEquals(
                json("{'result_type':'end_call_success','status':'success','reason':'done','message':'Goodbye.'}"),
                rehearsal.ledger.entry("t1").orElseThrow().result().orElseThrow());
    }

    @Test
    void a_turn_is_skipped_for_as_long_as_the_agent_s_owner_says() throws Exception {
        assertEquals(new Then.BeQuiet(), use("skip_turn", "", "{}").then());
        assertEquals(
                new Then.BeQuiet(Optional.of(Duration.ofSeconds(45))),
                use("skip_turn", ",'wait_timeout_secs':45", "{}").then());
    }

    @Test
    void a_mailbox_is_left_word_and_then_the_call_ends() throws Exception {
        rehearsal.variables.assign("name", Json.createValue("Ada"));
        Answer answer =
                use("voicemail_detection", ",'voicemail_message':'Please call back, {{name}}.'", "{'reason':'beep'}");
        assertEquals("Please call back, Ada.", answer.say());
        assertEquals(new Then.HangUp(), answer.then());
    }

    @Test
    void keys_are_pressed_on_a_telephone_and_nowhere_else() throws Exception {
        assertTrue(use("play_keypad_touch_tone", "", "{'dtmf_tones':'1w2#'}")
                .text()
                .contains("no telephone call"));
        rehearsal.telephone = true;
        Answer pressed = use("play_keypad_touch_tone", ",'suppress_turn_after_dtmf':true", "{'dtmf_tones':'1w2#'}");
        assertFalse(pressed.error());
        assertEquals(new Then.BeQuiet(), pressed.then());
        assertTrue(
                use("play_keypad_touch_tone", "", "{'dtmf_tones':'call home'}").error());
        assertEquals(List.of("1w2#", "1w2#"), rehearsal.keys);
    }

    @Test
    void a_caller_is_connected_to_one_of_the_numbers_on_a_line_that_can() throws Exception {
        rehearsal.variables.assign("boss", Json.createValue("+4930222"));
        String params = """
                ,'transfers':[{'condition':'wants sales','transfer_destination':{'type':'phone','phone_number':'+4930111'}},
                 {'condition':'wants the boss','transfer_destination':{'type':'phone_dynamic_variable','phone_number':'boss'}}]""";
        var description = box("transfer_to_number", params).descriptions().getFirst();
        assertTrue(description.description().contains("+4930111: wants sales"), description.description());
        assertTrue(description.parametersJson().contains("+4930222"), description.parametersJson());

        String arguments = "{'transfer_number':'+4930222','client_message':'One moment.','agent_message':'Angry.'}";
        assertTrue(use("transfer_to_number", params, arguments).text().contains("no telephone call"));
        rehearsal.telephone = true;
        Answer connected = use("transfer_to_number", params, arguments);
        assertEquals(new Then.Transfer("+4930222"), connected.then());
        assertEquals("One moment.", connected.say());
        assertTrue(
                use("transfer_to_number", params, "{'transfer_number':'+1900'}").error());
    }

    @Test
    void another_agent_takes_over_and_a_refusal_is_told() throws Exception {
        String params = ",'transfers':[{'agent_id':'agent_2','condition':'wants to pay','transfer_message':'Bye.'}]";
        assertTrue(box("transfer_to_agent", params)
                .descriptions()
                .getFirst()
                .description()
                .contains("0: wants to pay"));
        Answer refused = use("transfer_to_agent", params, "{'agent_number':0}");
        assertEquals(
                json("{'result_type':'transfer_to_agent_error','status':'error','error':'Nobody is there.',"
                        + "'from_agent':'agent_1'}"),
                json(refused.text()));
        assertTrue(use("transfer_to_agent", params, "{'agent_number':1}").error());
        rehearsal.successor = Optional.of(new Successor(new Then.BeQuiet(), "Bye.", "agent_2", ""));
        Answer handedOver = use("transfer_to_agent", params, "{'agent_number':'0'}");
        assertEquals(new Then.BeQuiet(), handedOver.then());
        assertEquals("Bye.", handedOver.say());
        assertEquals("agent_2", json(handedOver.text()).getString("to_agent"));
    }

    @Test
    void a_language_is_changed_to_one_that_is_prepared() throws Exception {
        rehearsal.successor = Optional.of(new Successor(new Then.BeQuiet(), "", "agent_1", ""));
        assertTrue(box("language_detection", "")
                .descriptions()
                .getFirst()
                .parametersJson()
                .contains("[\"de\"]"));
        assertFalse(use("language_detection", "", "{'language':'de','reason':'asked'}")
                .error());
        assertTrue(use("language_detection", "", "{'language':'fr'}").error());
        assertTrue(use("language_detection", "", "{'language':'en'}").error());
        assertTrue(use("language_detection", ",'only_at_conversation_start':true", "{'language':'de'}")
                .error());
    }

    @Test
    void a_condition_of_the_workflow_leads_on() throws Exception {
        rehearsal.ways.add(new Choice("notify_condition_1_met", "the caller wants to pay", "edge_1", "pay"));
        rehearsal.successor = Optional.of(new Successor(new Then.HangUp(), "Bye.", "agent_1", "pay"));
        AgentToolBox box = box("skip_turn", "");
        assertTrue(box.descriptions().getLast().description().endsWith("the caller wants to pay"));
        Answer answer = rehearsal.use(box, "notify_condition_1_met", "{}");
        assertEquals(new Then.HangUp(), answer.then());
        var entry = rehearsal.ledger.entry("t1").orElseThrow();
        assertEquals("workflow", entry.type());
        assertEquals(
                "pay",
                entry.result()
                        .orElseThrow()
                        .getJsonArray("steps")
                        .getJsonObject(0)
                        .getString("target_node_id"));
    }

    @Test
    void the_result_of_a_tool_leads_on() throws Exception {
        rehearsal.wayOnward = Optional.of(new Way("edge_2", "paid"));
        rehearsal.successor = Optional.of(new Successor(new Then.HangUp(), "", "agent_1", "paid"));
        rehearsal.telephone = true;
        Answer answer = use("play_keypad_touch_tone", "", "{'dtmf_tones':'1'}");
        assertEquals(new Then.HangUp(), answer.then());
        assertTrue(answer.text().contains("play_dtmf_success"));
    }
}
