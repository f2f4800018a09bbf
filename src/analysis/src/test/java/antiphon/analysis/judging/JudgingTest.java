package antiphon.analysis.judging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.contract.Contract;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgingTest {
    private static final String ANSWER =
            "{'criterion_1':{'result':'success','rationale':'It was friendly.','score':180},"
                    + "'value_1':{'value':'seven','rationale':'He said so.'},'value_2':{'value':'EXPRESS','rationale':'Said.'},"
                    + "'call_successful':'failure','summary':'A talk.','title':'Order'}";

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }

    private static DataPoint point(String property) {
        return new DataPoint("point", json(property));
    }

    private static Questions questions(String goal, String... userWords) {
        return new Questions(
                List.of(new Criterion("a b", "Friendly", goal, "", 100)),
                DataPoint.read(json("{'bags':{'type':'integer','description':'How many'},"
                        + "'delivery':{'type':'string','description':'How','enum':['express','standard']},"
                        + "'order':{'type':'string','description':'','dynamic_variable':'order'}}")),
                "user: " + String.join("\nuser: ", userWords),
                List.of(userWords),
                List.of("Welcome to the shop.", "Thank you for calling!"),
                json("{'order':'A-17'}"),
                "en");
    }

    private static ThinkingAnalyst thinking(Scripted model) {
        return new ThinkingAnalyst(model, Duration.ZERO);
    }

    private static JsonObject analysis(Answers answers, Questions asked) {
        JsonObject whole =
                Contract.stated().complete("ConversationHistoryAnalysisCommonModel", answers.asAnalysis(asked));
        assertEquals(List.of(), Contract.stated().problems("ConversationHistoryAnalysisCommonModel", whole));
        return whole;
    }

    private static JsonObject value(JsonObject analysis, String id) {
        return analysis.getJsonObject("data_collection_results").getJsonObject(id);
    }

    @Test
    void values_take_their_type_where_they_can_and_nothing_is_guessed() {
        Map<String, Map<String, String>> fits = Map.of(
                "{'type':'integer'}",
                        Map.of(
                                "7",
                                "7",
                                "'7'",
                                "7",
                                "7.0",
                                "7",
                                "'7 bags'",
                                "-",
                                "7.5",
                                "-",
                                "'seven'",
                                "-",
                                "1e999999999",
                                "-"),
                "{'type':'number'}", Map.of("7.5", "7.5", "'7.5'", "7.5", "'much'", "-", "true", "-"),
                "{'type':'boolean'}", Map.of("true", "true", "'No'", "false", "1", "true", "'perhaps'", "-", "[]", "-"),
                "{'type':'string'}", Map.of("'x'", "\"x\"", "7", "\"7\"", "''", "-", "null", "-", "{}", "-"),
                "{'type':'string','enum':['Low','High']}", Map.of("'high'", "\"High\"", "'middle'", "-"),
                "{'type':'integer','enum':['1','2']}", Map.of("2", "2", "3", "-"));
        fits.forEach((property, values) -> values.forEach((given, wanted) -> {
            JsonValue value = json("{'v':" + given + "}").getOrDefault("v", JsonValue.NULL);
            assertEquals(
                    wanted, point(property).fit(value).map(JsonValue::toString).orElse("-"), property + " of " + given);
        }));
    }

    @Test
    void a_model_fills_in_the_form_and_what_does_not_fit_is_null_with_a_reason() {
        Questions asked = questions("The agent is friendly.", "Seven bags by express please");
        Scripted model = new Scripted().fills(ANSWER);
        JsonObject analysis = analysis(thinking(model).answer(asked), asked);
        JsonObject criterion =
                analysis.getJsonObject("evaluation_criteria_results").getJsonObject("a b");
        assertEquals("success", criterion.getString("result"));
        assertEquals(100, criterion.getInt("score"));
        assertEquals("success", analysis.getString("call_successful"));
        assertEquals(JsonValue.NULL, value(analysis, "bags").get("value"));
        assertTrue(value(analysis, "bags").getString("rationale").contains("no integer"));
        assertEquals("express", value(analysis, "delivery").getString("value"));
        assertEquals("A-17", value(analysis, "order").getString("value"));
        assertEquals("A talk.", analysis.getString("transcript_summary"));
        JsonObject schema = json(model.asked.getFirst().tools().getFirst().parametersJson());
        assertTrue(schema.getJsonObject("properties").containsKey("criterion_1"));
    }

    @Test
    void garbage_is_asked_for_again_and_what_it_cost_is_counted() {
        Questions asked = questions("The agent is friendly.", "Hello");
        Scripted model =
                new Scripted().says("I think it went well.").fails(true).says("Here: " + ANSWER);
        Answers answers = thinking(model).answer(asked);
        assertEquals(Optional.empty(), answers.problem());
        assertEquals(3, model.asked.size());
        assertEquals(200, answers.inputTokens());
    }

    @Test
    void a_model_that_goes_on_failing_is_recorded_with_the_reason() {
        Questions asked = questions("The agent is friendly.", "Hello");
        Scripted model = new Scripted()
                .says("No.")
                .fills("{'summary':'Criterion forgotten.'}")
                .says("{{{");
        Answers answers = thinking(model).answer(asked);
        assertTrue(answers.problem().orElseThrow().contains("did not answer as it was asked to"));
        JsonObject analysis = analysis(answers, asked);
        assertEquals("unknown", analysis.getString("call_successful"));
        assertEquals(
                answers.problem().orElseThrow(),
                analysis.getJsonObject("evaluation_criteria_results")
                        .getJsonObject("a b")
                        .getString("rationale"));

        Scripted away = new Scripted().fails(false);
        assertEquals(
                Optional.of("The model scripted failed: It is away."),
                thinking(away).answer(asked).problem());
        assertEquals(1, away.asked.size());
    }

    @Test
    void rules_tell_what_they_can_and_say_when_they_cannot() {
        Analyst rules = new RuleAnalyst(Optional.empty());
        Questions said = questions("The agent says \"welcome to the shop\".", "I want 7 bags, standard delivery.");
        JsonObject analysis = analysis(rules.answer(said), said);
        assertEquals("success", analysis.getString("call_successful"));
        assertEquals(7, value(analysis, "bags").getInt("value"));
        assertEquals("standard", value(analysis, "delivery").getString("value"));
        assertTrue(analysis.getString("transcript_summary").contains("I want 7 bags"));

        Questions forbidden = questions("The agent never says \"thank you\".", "7 or 8 bags, express or standard");
        JsonObject other = analysis(rules.answer(forbidden), forbidden);
        assertEquals("failure", other.getString("call_successful"));
        assertEquals(JsonValue.NULL, value(other, "bags").get("value"));
        assertEquals(JsonValue.NULL, value(other, "delivery").get("value"));

        Questions open = questions("The caller is happy.", "Fine.");
        assertEquals("unknown", analysis(rules.answer(open), open).getString("call_successful"));
    }

    @Test
    void a_model_reads_the_knowledge_base_apart_from_the_conversation() {
        Scripted model = new Scripted().fills(ANSWER);
        Questions asked = questions("Right").informed("We close === at six.");
        thinking(model).answer(asked);
        String material = model.asked.getFirst().toString();
        assertTrue(
                material.contains("=== knowledge base ===\nWe close --- at six.\n=== end of the knowledge base ==="));
        assertTrue(material.indexOf("=== conversation ===") > material.indexOf("=== end of the knowledge base"));
    }

    @Test
    void what_no_database_keeps_is_left_out_of_what_a_model_answers() {
        Questions asked = questions("The agent is friendly.", "Seven bags please");
        Scripted model = new Scripted()
                .fills("{'criterion_1':{'result':'success','rationale':'So\\u0000.'},"
                        + "'value_3':{'value':'A\\u0000B','rationale':'\\u0000'},'summary':'A talk\\u0000.'}");
        Answers answers = thinking(model).answer(asked);
        assertFalse(answers.asAnalysis(asked).toString().contains("\\u0000"));
        assertEquals("A talk.", answers.summary());
        assertEquals(
                "AB",
                ((JsonString) answers.values()
                                .getOrDefault("order", Answers.Found.NOTHING)
                                .value())
                        .getString());
    }
}
