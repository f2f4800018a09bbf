package antiphon.conversations.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.agents.config.WorkflowConfig;
import antiphon.conversations.workflow.WorkflowWalk.Choice;
import antiphon.conversations.workflow.WorkflowWalk.Way;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class WorkflowWalkTest {
    private static final Function<String, JsonValue> NOTHING = name -> JsonValue.NULL;
    private static final String NODES = """
            'start':{'type':'start'},'sales':{'type':'override_agent','edge_order':['b','a']},
            'pay':{'type':'tool','tools':[{'tool_id':'tool_1'}]},'bye':{'type':'end'},'help':{'type':'override_agent'}""";

    private static WorkflowWalk walk(String edges, String more) {
        String text = "{'workflow':{'nodes':{" + NODES + "},'edges':{" + edges + "}" + more + "}}";
        return new WorkflowWalk(WorkflowConfig.read(
                Json.createReader(new StringReader(text.replace('\'', '"'))).readObject()));
    }

    private static String edge(String id, String from, String to, String condition) {
        return "'" + id + "':{'source':'" + from + "','target':'" + to + "','forward_condition':{" + condition + "}}";
    }

    @Test
    void an_unconditional_way_is_taken_from_where_nobody_speaks() {
        WorkflowWalk walk = walk(edge("a", "start", "sales", "'type':'unconditional'"), "");
        assertEquals(Optional.of(new Way("a", "sales")), walk.onward("start", NOTHING, Optional.empty()));
        assertEquals(List.of(), walk.choices("start", Set.of()));
    }

    @Test
    void an_unconditional_way_from_somebody_who_speaks_waits_until_he_is_done() {
        WorkflowWalk walk = walk(edge("a", "sales", "bye", "'type':'unconditional'"), "");
        assertEquals(Optional.empty(), walk.onward("sales", NOTHING, Optional.of(true)));
        assertEquals("bye", walk.choices("sales", Set.of()).getFirst().target());
    }

    @Test
    void the_model_is_offered_ways_in_the_order_of_the_node() {
        WorkflowWalk walk = walk(
                edge("a", "sales", "pay", "'type':'llm','condition':'wants to pay'") + ","
                        + edge("b", "sales", "bye", "'type':'llm','condition':'says goodbye'"),
                "");
        assertEquals(
                List.of(
                        new Choice("notify_condition_1_met", "says goodbye", "b", "bye"),
                        new Choice("notify_condition_2_met", "wants to pay", "a", "pay")),
                walk.choices("sales", Set.of()));
        assertEquals(Optional.empty(), walk.onward("sales", NOTHING, Optional.empty()));
    }

    @Test
    void the_result_of_a_tool_decides() {
        WorkflowWalk walk = walk(
                edge("a", "pay", "bye", "'type':'result','successful':true") + ","
                        + edge("b", "pay", "help", "'type':'result','successful':false"),
                "");
        assertEquals(Optional.empty(), walk.onward("pay", NOTHING, Optional.empty()));
        assertEquals(Optional.of(new Way("a", "bye")), walk.onward("pay", NOTHING, Optional.of(true)));
        assertEquals(Optional.of(new Way("b", "help")), walk.onward("pay", NOTHING, Optional.of(false)));
    }

    @Test
    void an_expression_decides_by_what_is_known() {
        WorkflowWalk walk = walk(edge("a", "sales", "help", """
                'type':'expression','expression':{'type':'and_operator','children':[
                  {'type':'gt_operator','left':{'type':'dynamic_variable','name':'total'},
                   'right':{'type':'number_literal','value':100}},
                  {'type':'eq_operator','left':{'type':'dynamic_variable','name':'vip'},
                   'right':{'type':'boolean_literal','value':true}}]}"""), "");
        Map<String, JsonValue> known = Map.of("total", Json.createValue("120.5"), "vip", Json.createValue("true"));
        assertEquals(Optional.of(new Way("a", "help")), walk.onward("sales", known::get, Optional.of(true)));
        assertEquals(Optional.empty(), walk.onward("sales", NOTHING, Optional.of(true)));
    }

    @Test
    void a_way_leads_back_where_it_says_so() {
        WorkflowWalk walk = walk(
                "'a':{'source':'sales','target':'help','backward_condition':{'type':'llm','condition':'was helped'}}",
                "");
        assertEquals(List.of(), walk.choices("sales", Set.of()));
        assertEquals("sales", walk.choices("help", Set.of()).getFirst().target());
    }

    @Test
    void loops_are_prevented_where_that_is_wanted() {
        String edges = edge("a", "sales", "help", "'type':'llm','condition':'needs help'");
        assertEquals(1, walk(edges, "").choices("sales", Set.of("help")).size());
        assertEquals(
                0,
                walk(edges, ",'prevent_subagent_loops':true")
                        .choices("sales", Set.of("help"))
                        .size());
    }
}
