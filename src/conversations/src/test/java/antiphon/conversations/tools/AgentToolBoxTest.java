package antiphon.conversations.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.Ambience.Preset;
import antiphon.call.CallPlan.ToolManner;
import antiphon.call.CallPlan.ToolManner.Interruptible;
import antiphon.call.CallPlan.ToolSound;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Then;
import antiphon.language.ToolUse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentToolBoxTest {
    private static final JsonObject AGENT =
            Json.createReader(new StringReader("""
            {"conversation_config": {"agent": {"prompt": {
               "tools": [
                 {"type": "client", "name": "show", "description": "Shows a page.", "expects_response": true,
                  "parameters": {"type": "object", "required": ["page", "user"], "properties": {
                     "page": {"type": "string", "description": "Which"},
                     "user": {"type": "string", "dynamic_variable": "user_name"}}}},
                 {"type": "client", "name": "blink", "description": "Blinks.", "expects_response": false},
                 {"type": "system", "name": "look_up", "description": "Looks up.",
                  "params": {"system_tool_type": "knowledge_base_rag"}}],
               "built_in_tools": {"end_call": {"name": "end_call", "params": {"system_tool_type": "end_call"}}}}}}}""")).readObject();

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final List<ToolUse> asked = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final ClientTools client = new ClientTools((turn, use) -> asked.add(use), timers);
    private final ToolRehearsal rehearsal = new ToolRehearsal(client, timers);
    private final AgentToolBox box = rehearsal.box(AGENT);

    @BeforeEach
    void begin() {
        rehearsal.variables.assign("user_name", Json.createValue("Ada"));
    }

    @AfterEach
    void stop() {
        timers.shutdownNow();
        rehearsal.close();
    }

    private void use(String tool, String arguments) {
        var unused = box.use(2, new ToolUse("t1", tool, arguments), answers::add);
    }

    @Test
    void the_model_is_told_what_it_may_use_and_nothing_that_is_settled_without_it() {
        String schema = box.descriptions().getFirst().parametersJson();
        assertTrue(schema.contains("\"page\""), schema);
        assertFalse(schema.contains("user"), schema);
        assertEquals(
                Map.of("show", "client", "blink", "client", "look_up", "system", "end_call", "system"), box.types());
    }

    @Test
    void a_client_is_asked_with_all_arguments_and_its_answer_awaited() {
        use("show", "{\"page\":\"prices\"}");
        assertEquals("{\"page\":\"prices\",\"user\":\"Ada\"}", asked.getFirst().argumentsJson());
        assertEquals(List.of(), answers);
        client.answered("another", "?", false);
        client.answered("t1", "shown", false);
        client.answered("t1", "shown twice", false);
        assertEquals(List.of(Answer.of("shown")), answers);
    }

    @Test
    void arguments_that_go_together_or_instead_of_one_another_are_insisted_on() throws Exception {
        AgentToolBox strict = rehearsal.box("""
                {'type':'client','name':'find','description':'Finds.','expects_response':false,
                 'parameters':{'type':'object','properties':{
                    'mail':{'type':'string','description':'m'},'phone':{'type':'string','description':'p'},
                    'name':{'type':'string','description':'n'}},
                  'required_constraints':{'any_of':[{'required':['mail']},{'required':['phone','name']}]}}}""");
        String told = strict.descriptions().getFirst().parametersJson();
        assertTrue(told.contains("Give mail, or phone and name."), told);
        Answer lacking = rehearsal.use(strict, "find", "{'phone':'1'}");
        assertEquals("The tool was not used. Missing arguments: mail, or phone and name.", lacking.text());
        assertFalse(rehearsal.use(strict, "find", "{'phone':'1','name':'Ada'}").error());
        assertFalse(rehearsal.use(strict, "find", "{'mail':'a@b.de'}").error());
    }

    @Test
    void what_is_said_of_the_use_of_a_tool_becomes_a_manner_of_the_call() {
        AgentToolBox box = rehearsal.box(
                "{'type':'client','name':'a','description':'','execution_mode':'post_tool_speech'}",
                "{'type':'client','name':'b','description':'','pre_tool_speech':'force'}",
                "{'type':'client','name':'c','description':'','disable_interruptions':true}",
                "{'type':'client','name':'d','description':'','interruption_mode':'disable_during_tool_and_turn'}",
                "{'type':'client','name':'e','description':''}",
                "{'type':'client','name':'f','description':'','tool_call_sound':'elevator2',"
                        + "'tool_call_sound_behavior':'always'}");
        assertEquals(
                List.of(
                        new ToolManner("a", "", true, Interruptible.ALWAYS),
                        new ToolManner("b", "Moment.", false, Interruptible.ALWAYS),
                        new ToolManner("c", "", false, Interruptible.NOT_WHILE_USED),
                        new ToolManner("d", "", false, Interruptible.NOT_ONCE_USED),
                        new ToolManner(
                                "f",
                                "",
                                false,
                                Interruptible.ALWAYS,
                                Optional.of(new ToolSound(Preset.ELEVATOR2, true)))),
                box.manners("Moment."));
    }

    @Test
    void a_client_that_need_not_answer_is_only_told() {
        use("blink", "{}");
        assertEquals(1, asked.size());
        assertFalse(answers.getFirst().error());
    }

    @Test
    void a_tool_use_that_was_cut_off_is_answered_once() {
        box.use(2, new ToolUse("t1", "show", "{}"), answers::add).cancel();
        client.answered("t1", "late", false);
        assertEquals(1, answers.size());
        assertTrue(answers.getFirst().error());
    }

    @Test
    void ending_the_call_ends_it() {
        use("end_call", "{\"reason\":\"done\"}");
        assertEquals(new Then.HangUp(), answers.getFirst().then());
    }

    @Test
    void what_cannot_be_used_here_says_so() {
        use("look_up", "{}");
        use("nonsense", "{}");
        assertTrue(answers.getFirst().error());
        assertTrue(
                answers.getFirst().text().contains("not available"),
                answers.getFirst().text());
        assertTrue(answers.getLast().error());
    }
}
