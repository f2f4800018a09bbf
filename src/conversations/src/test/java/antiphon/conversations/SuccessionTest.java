package antiphon.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.config.PromptConfig;
import antiphon.agents.outgoing.OutgoingRequests;
import antiphon.api.Refusal;
import antiphon.call.CallNews;
import antiphon.call.CallPlan;
import antiphon.call.CallPlan.Mind;
import antiphon.call.Manners;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Then;
import antiphon.conversations.Succession.Candidate;
import antiphon.conversations.Succession.Cast;
import antiphon.conversations.Succession.Planned;
import antiphon.conversations.record.Transcript;
import antiphon.conversations.record.TranscriptEntry;
import antiphon.conversations.record.TranscriptEntry.Speaker;
import antiphon.conversations.tools.AgentToolBox;
import antiphon.conversations.tools.ClientTools;
import antiphon.conversations.tools.LateNotes;
import antiphon.conversations.tools.Telephone;
import antiphon.conversations.tools.ToolLedger;
import antiphon.conversations.tools.ToolSurroundings;
import antiphon.conversations.tools.ToolSurroundings.Reach;
import antiphon.conversations.tools.ToolSurroundings.Threads;
import antiphon.language.Attachments;
import antiphon.language.LanguageModel;
import antiphon.language.Prompt;
import antiphon.language.Prompt.Particulars;
import antiphon.language.Prompt.Sampling;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SuccessionTest {
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final OutgoingRequests requests = OutgoingRequests.configured(key -> Optional.empty());
    private final DynamicVariables variables = new DynamicVariables(Map.of("agent_id", "agent_1"), Map.of(), Map.of());
    private final ToolLedger ledger = new ToolLedger();
    private final List<Answer> answers = new ArrayList<>();
    private boolean telephone;

    @AfterEach
    void stop() {
        timers.shutdownNow();
        requests.close();
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }

    private static JsonObject agent(String prompt, String firstMessage, String more) {
        return json(
                "{'conversation_config':{'conversation':{'text_only':true},'agent':{'language':'en','first_message':'"
                        + firstMessage + "','prompt':{'prompt':'" + prompt + "'" + more);
    }

    private Planned open(JsonObject document) {
        ToolSurroundings around = new ToolSurroundings(
                new ClientTools((turn, use) -> {}, timers),
                variables,
                ledger,
                new LateNotes(),
                new Telephone() {
                    @Override
                    public boolean transfers() {
                        return telephone;
                    }

                    @Override
                    public boolean press(String keys, boolean outOfBand) {
                        return telephone;
                    }
                },
                new Reach(requests, id -> id, id -> Map::of),
                new Threads(Runnable::run, timers),
                id -> Optional.empty(),
                () -> Instant.EPOCH);
        Cast cast = new Cast(
                (config, known, tools, phone) -> plan(
                        config.agent().prompt(),
                        config.agent().firstMessage(),
                        config.agent().language(),
                        tools),
                SuccessionTest::candidate,
                variables,
                around,
                JsonValue.EMPTY_JSON_OBJECT,
                false);
        return Succession.opening(cast, Stand.with("agent_1", document, JsonValue.EMPTY_JSON_OBJECT));
    }

    private static CallPlan plan(PromptConfig prompt, String firstMessage, String language, AgentToolBox tools) {
        return new CallPlan(
                prompt.prompt(),
                firstMessage,
                language,
                Manners.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                new Mind(new Mute(), Sampling.DEFAULT, tools.descriptions(), tools));
    }

    private static Candidate candidate(String id, Optional<String> branchId) {
        if (!id.equals("agent_2")) {
            throw Refusal.NotFound.of("agent", id);
        }
        branchId.filter(branch -> !branch.equals("branch_main")).ifPresent(other -> {
            throw Refusal.NotFound.of("branch", other);
        });
        return new Candidate(id, agent("You sell.", "Sales here.", "}},'language_presets':{}}}"));
    }

    private Answer use(CallPlan plan, String tool, String arguments) {
        var unused = plan.mind().toolBox().use(2, new ToolUse("t1", tool, arguments.replace('\'', '"')), answers::add);
        return answers.getLast();
    }

    private static Then.Become become(Answer answer) {
        return assertInstanceOf(Then.Become.class, answer.then(), answer.text());
    }

    private static List<String> tools(CallPlan plan) {
        return plan.mind().tools().stream().map(ToolDescription::name).toList();
    }

    private static final String TRANSFER = """
            ,'built_in_tools':{'transfer_to_agent':{'name':'transfer_to_agent','params':{'system_tool_type':'transfer_to_agent',
            'transfers':[{'agent_id':'agent_2','condition':'wants to buy','transfer_message':'I hand you over.',
                'enable_transferred_agent_first_message':true},
              {'agent_id':'agent_2','condition':'wants to buy quietly'},
              {'agent_id':'agent_gone','condition':'never'},{'agent_id':'agent_1','condition':'oneself'}]}}}}}}}""";

    @Test
    void another_agent_takes_over_with_its_own_instructions_and_first_message() {
        Planned first = open(agent("You help.", "Hello.", TRANSFER));
        Answer answer = use(first.plan(), "transfer_to_agent", "{'agent_number':0}");
        assertEquals("I hand you over.", answer.say());
        assertEquals("You sell.", become(answer).plan().instructions());
        assertEquals(Optional.of("Sales here."), become(answer).message());
        assertEquals("agent_2", variables.value("system__current_agent_id"));
        assertEquals(
                Optional.empty(),
                become(use(first.plan(), "transfer_to_agent", "{'agent_number':1}"))
                        .message());
    }

    @Test
    void nobody_takes_over_who_is_not_there_or_there_already() {
        Planned first = open(agent("You help.", "Hello.", TRANSFER));
        assertTrue(use(first.plan(), "transfer_to_agent", "{'agent_number':2}")
                .text()
                .contains("not there any more"));
        assertTrue(use(first.plan(), "transfer_to_agent", "{'agent_number':3}")
                .text()
                .contains("already"));
        assertTrue(answers.stream().allMatch(Answer::error));
    }

    @Test
    void the_agent_goes_on_in_another_language_and_back() {
        JsonObject document = agent("You help.", "Hello.", """
                ,'built_in_tools':{'language_detection':{'name':'language_detection','params':{'system_tool_type':'language_detection'}}}}},
                'language_presets':{'de':{'overrides':{'agent':{'prompt':{'prompt':'Du hilfst.'}}}}}}}""");
        CallPlan german = become(
                        use(open(document).plan(), "language_detection", "{'language':'de','reason':'spoken'}"))
                .plan();
        assertEquals("de", german.language());
        assertEquals("Du hilfst.", german.instructions());
        CallPlan english = become(use(german, "language_detection", "{'language':'en','reason':'spoken'}"))
                .plan();
        assertEquals("You help.", english.instructions());
    }

    private static final String WORKFLOW = """
            }}},'workflow':{'nodes':{
              'start':{'type':'start'},
              'front':{'type':'override_agent','label':'Front','additional_prompt':'You greet.',
                 'conversation_config':{'agent':{'first_message':'Welcome.'}}},
              'note':{'type':'update_state','label':'Note','updates':[{'variable_name':'visits','expression':
                 {'type':'add_operator','left':{'type':'number_literal','value':1},'right':{'type':'number_literal','value':2}}}]},
              'say':{'type':'say','label':'Say','message':{'type':'literal','text':'Visit {{visits}}.'}},
              'desk':{'type':'override_agent','label':'Desk','additional_prompt':'You file.','entry_behavior':'wait_for_user',
                 'conversation_config':{'agent':{'prompt':{'prompt':'You are a desk.'}}}},
              'phone':{'type':'phone_number','transfer_destination':{'type':'phone','phone_number':'+49301'}},
              'shop':{'type':'standalone_agent','agent_id':'agent_2','transfer_message':'Over to the shop.'},
              'bye':{'type':'end'}},
             'edges':{
              'e1':{'source':'start','target':'front','forward_condition':{'type':'unconditional'}},
              'e2':{'source':'front','target':'note','forward_condition':{'type':'llm','condition':'wants to file'}},
              'e3':{'source':'note','target':'say','forward_condition':{'type':'expression','expression':
                 {'type':'eq_operator','left':{'type':'dynamic_variable','name':'visits'},'right':{'type':'number_literal','value':3}}}},
              'e4':{'source':'say','target':'desk','forward_condition':{'type':'unconditional'}},
              'e5':{'source':'front','target':'phone','forward_condition':{'type':'llm','condition':'wants a person'}},
              'e6':{'source':'phone','target':'bye','forward_condition':{'type':'result','successful':false}},
              'e7':{'source':'front','target':'shop','forward_condition':{'type':'llm','condition':'wants to buy'}},
              'e8':{'source':'desk','target':'bye','forward_condition':{'type':'llm','condition':'is done'}}}}}""";

    @Test
    void a_conversation_begins_where_the_workflow_first_lets_somebody_speak() {
        CallPlan front = open(agent("You help.", "Hello.", WORKFLOW)).plan();
        assertEquals("You help.\n\nYou greet.", front.instructions());
        assertEquals("Welcome.", front.firstMessage());
        assertEquals(
                List.of("notify_condition_1_met", "notify_condition_2_met", "notify_condition_3_met"), tools(front));
    }

    @Test
    void the_walk_passes_what_is_done_in_passing_and_ends_with_who_speaks() {
        CallPlan front = open(agent("You help.", "Hello.", WORKFLOW)).plan();
        Then.Become next = become(use(front, "notify_condition_1_met", "{}"));
        assertEquals("You are a desk.\n\nYou file.", next.plan().instructions());
        assertEquals(Optional.of("Visit 3."), next.message());
        assertEquals(Json.createValue(new java.math.BigDecimal(3)), variables.json("visits"));
        assertEquals(
                "desk",
                ledger.entry("t1")
                        .orElseThrow()
                        .result()
                        .orElseThrow()
                        .getJsonArray("steps")
                        .getJsonObject(0)
                        .getString("target_node_id"));
        assertEquals(
                new Then.HangUp(),
                use(next.plan(), "notify_condition_1_met", "{}").then());
    }

    @Test
    void the_record_says_who_spoke_and_at_which_node() {
        CallPlan front = open(agent("You help.", "Hello.", WORKFLOW)).plan();
        CallPlan desk = become(use(front, "notify_condition_1_met", "{}")).plan();
        Transcript transcript = new Transcript(Instant.EPOCH, () -> Instant.EPOCH, true, ledger);
        transcript.speaks(front);
        TranscriptEntry welcome =
                transcript.hear(new CallNews.AgentResponded(1, "Welcome.")).orElseThrow();
        assertEquals(Optional.of(new Speaker("agent_1", "front")), welcome.speaker());
        assertEquals(Optional.empty(), transcript.hear(new CallNews.PlanChanged(1, desk)));
        assertEquals(
                Optional.of(new Speaker("agent_1", "desk")),
                transcript
                        .hear(new CallNews.AgentResponded(2, "Filed."))
                        .orElseThrow()
                        .speaker());
        assertEquals(
                Optional.empty(),
                transcript
                        .hear(new CallNews.UserSaid(3, "Thanks.", true))
                        .orElseThrow()
                        .speaker());
    }

    @Test
    void a_node_of_another_agent_hands_over() {
        CallPlan front = open(agent("You help.", "Hello.", WORKFLOW)).plan();
        Answer answer = use(front, "notify_condition_3_met", "{}");
        assertEquals("Over to the shop.", answer.say());
        assertEquals("You sell.", become(answer).plan().instructions());
    }

    @Test
    void a_number_is_dialled_on_a_telephone_and_fails_elsewhere() {
        CallPlan front = open(agent("You help.", "Hello.", WORKFLOW)).plan();
        assertEquals(
                new Then.HangUp(), use(front, "notify_condition_2_met", "{}").then());
        telephone = true;
        assertEquals(
                new Then.Transfer("+49301"),
                use(front, "notify_condition_2_met", "{}").then());
    }

    @Test
    void a_workflow_that_goes_round_in_circles_is_told_so() {
        JsonObject document = agent("You help.", "Hello.", """
                }}},'workflow':{'nodes':{'start':{'type':'start'},'front':{'type':'override_agent','label':'F'},
                  'a':{'type':'update_state','label':'A','updates':[]},'b':{'type':'update_state','label':'B','updates':[]}},
                 'edges':{'e0':{'source':'start','target':'front','forward_condition':{'type':'unconditional'}},
                  'e1':{'source':'front','target':'a','forward_condition':{'type':'llm','condition':'any'}},
                  'e2':{'source':'a','target':'b','forward_condition':{'type':'unconditional'}},
                  'e3':{'source':'b','target':'a','forward_condition':{'type':'unconditional'}}}}}""");
        Answer answer = use(open(document).plan(), "notify_condition_1_met", "{}");
        assertTrue(answer.error());
        assertTrue(answer.text().contains("circles"), answer.text());
    }

    @Test
    void an_agent_whose_workflow_cannot_be_begun_speaks_itself() {
        JsonObject document = agent("You help.", "Hello.", """
                }}},'workflow':{'nodes':{'start':{'type':'start'}},
                 'edges':{'e0':{'source':'start','target':'nowhere','forward_condition':{'type':'unconditional'}}}}}""");
        assertEquals("You help.", open(document).plan().instructions());
    }

    @Test
    void whoever_comes_next_has_to_know_what_its_instructions_ask_for() {
        JsonObject document = agent("You help.", "Hello.", """
                }}},'workflow':{'nodes':{'start':{'type':'start'},'front':{'type':'override_agent','label':'F'},
                  'back':{'type':'override_agent','label':'B','additional_prompt':'Customer {{customer}}.'}},
                 'edges':{'e0':{'source':'start','target':'front','forward_condition':{'type':'unconditional'}},
                  'e1':{'source':'front','target':'back','forward_condition':{'type':'llm','condition':'any'}}}}}""");
        CallPlan front = open(document).plan();
        assertTrue(use(front, "notify_condition_1_met", "{}").text().contains("customer"));
        var unused = variables.assign("customer", Json.createValue("Ada"));
        assertFalse(use(front, "notify_condition_1_met", "{}").error());
    }

    @Test
    void instructions_are_read_with_the_values_of_the_moment() {
        List<String> read = new ArrayList<>();
        LanguageModel model = new Mute() {
            @Override
            public Answering answer(Prompt prompt, Listener listener) {
                read.add(prompt.instructions());
                return () -> {};
            }
        };
        var informed = new InformedModel(model, variables, new Particulars("Be brief.", "{}", Attachments.NONE), "");
        Prompt prompt = new Prompt("Hello {{name}}.", "en", List.of(), List.of(), Sampling.DEFAULT);
        informed.answer(prompt, SuccessionTest.nobody());
        var unused = variables.assign("name", Json.createValue("Ada"));
        informed.answer(prompt, SuccessionTest.nobody());
        assertEquals(List.of("Hello {{name}}.", "Hello Ada."), read);
    }

    private static LanguageModel.Listener nobody() {
        return new LanguageModel.Listener() {
            @Override
            public void text(String piece) {}

            @Override
            public void wantsTool(ToolUse use) {}

            @Override
            public void finished(LanguageModel.Usage usage) {}

            @Override
            public void failed(antiphon.language.LanguageFailure failure) {}
        };
    }

    private static class Mute implements LanguageModel {
        @Override
        public String name() {
            return "mute";
        }

        @Override
        public Answering answer(Prompt prompt, Listener listener) {
            return () -> {};
        }
    }
}
