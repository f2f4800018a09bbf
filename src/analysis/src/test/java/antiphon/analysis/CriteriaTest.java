package antiphon.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.analysis.judging.Answers;
import antiphon.analysis.judging.Questions;
import antiphon.analysis.judging.RuleAnalyst;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of what criteria are asked, whom, and with what knowledge. */
class CriteriaTest extends AfterCalls {
    private final List<Questions> asked = new ArrayList<>();

    private Answers rules(Questions questions) {
        asked.add(questions);
        return new RuleAnalyst(Optional.empty()).answer(questions);
    }

    private static String criterion(String id, String goal, String more) {
        return "{'id':'" + id + "','name':'" + id + "','type':'prompt','conversation_goal_prompt':'" + goal + "'" + more
                + "}";
    }

    private static String judgedBy(String... criteria) {
        return "{'platform_settings':{'evaluation':{'criteria':[" + String.join(",", criteria) + "]}}}";
    }

    private JsonObject analysed() {
        write(claim("worker_1").orElseThrow());
        JsonObject analysis = shown("conv_1").getJsonObject("analysis");
        assertEquals(List.of(), Contract.stated().problems("ConversationHistoryAnalysisCommonModel", analysis));
        return analysis;
    }

    private static String result(JsonObject part, String id) {
        return part.getJsonObject("evaluation_criteria_results")
                .getJsonObject(id)
                .getString("result");
    }

    @Test
    void a_criterion_is_judged_by_the_model_that_it_names_and_the_others_by_the_agents() {
        document = judgedBy(
                criterion("polite", "The agent says “thank you”.", ""),
                criterion("brief", "The agent is brief.", ",'llm':'gpt-4o'"));
        analyst = this::rules;
        others.put("gpt-4o", questions -> {
            asked.add(questions);
            return Answers.none("gpt-4o", "The model gpt-4o failed: It is away.");
        });
        JsonObject analysis = analysed();
        assertEquals(2, asked.size());
        assertEquals("polite", asked.getFirst().criteria().getFirst().id());
        assertEquals("brief", asked.getLast().criteria().getFirst().id());
        assertEquals("success", result(analysis, "polite"));
        assertEquals("unknown", result(analysis, "brief"));
        assertEquals(
                "The model gpt-4o failed: It is away.",
                analysis.getJsonObject("evaluation_criteria_results")
                        .getJsonObject("brief")
                        .getString("rationale"));
        assertTrue(analysis.getString("transcript_summary").contains("The caller spoke 1 times"));
    }

    @Test
    void the_knowledge_base_is_asked_for_those_criteria_that_want_it_and_for_no_others() {
        document = judgedBy(
                criterion("polite", "The agent says “thank you”.", ",'llm':'gpt-4o'"),
                criterion("right", "The agent tells the right hours.", ",'use_knowledge_base':true"));
        analyst = this::rules;
        others.put("gpt-4o", this::rules);
        analysed();
        assertEquals(List.of("The agent tells the right hours.", "I want 7 bags."), lookedUp);
        assertEquals("We close at six.", asked.getFirst().knowledge());
        assertEquals("", asked.getLast().knowledge());
    }

    @Test
    void each_agents_part_is_judged_by_its_own_criteria_of_parts() {
        String thanks = criterion("polite", "The agent says “thank you”.", ",'scope':'agent'");
        document = judgedBy(thanks, criterion("whole", "The agent says “goodbye”.", ""));
        agentsNow.put("agent_2", json(judgedBy(thanks)));
        EndedCalls.say(database, "conv_1", 2, "user", "And a mug, please.");
        EndedCalls.say(database, "conv_1", 3, "agent", "That is all. Goodbye!");
        EndedCalls.execute(database, "update conversation_turn set speaker_agent_id = 'agent_2' where position = 3");
        analyst = this::rules;
        JsonObject analysis = analysed();

        assertEquals("success", result(analysis, "whole"));
        assertEquals(1, analysis.getJsonObject("evaluation_criteria_results").size());
        assertEquals("success", analysis.getString("call_successful"));
        JsonObject first = analysis.getJsonArray("scoped").getJsonObject(0);
        JsonObject second = analysis.getJsonArray("scoped").getJsonObject(1);
        assertEquals("agent_1", first.getString("source_agent_id"));
        assertEquals("success", result(first, "polite"));
        assertEquals("agent_2", second.getString("source_agent_id"));
        assertEquals("failure", second.getString("successful"));
        assertEquals(
                List.of("I want 7 bags.", "And a mug, please."), asked.getLast().userWords());

        JsonObject again = opinions.evaluate("conv_1", json("{'evaluation_id':'polite','scope':'agent'}"), Actor.SERVER)
                .getJsonObject("analysis");
        assertEquals(2, again.getJsonArray("scoped").size());
        assertEquals("success", result(again, "whole"));
        assertThrows(
                Refusal.NotFound.class,
                () -> opinions.evaluate("conv_1", json("{'evaluation_id':'polite'}"), Actor.SERVER));
    }
}
