package antiphon.analysis.judging;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found out.
 *
 * @param verdicts by the id of the criterion
 * @param values by the id of the data point; none where nothing was found
 * @param success what is made of the whole, where there is no criterion
 * @param analyst who answered
 * @param problem why nobody could, where nobody could
 */
public record Answers(
        Map<String, Verdict> verdicts,
        Map<String, Found> values,
        Verdict.Result success,
        String summary,
        Optional<String> title,
        String analyst,
        Optional<String> problem,
        long inputTokens,
        long outputTokens) {

    /** A value, and where it comes from. */
    public record Found(JsonValue value, String rationale) {
        static final Found NOTHING = new Found(JsonValue.NULL, "The conversation does not tell.");
    }

    /** Nobody could answer, and why. */
    public static Answers none(String analyst, String why) {
        return new Answers(
                Map.of(), Map.of(), Verdict.Result.UNKNOWN, why, Optional.empty(), analyst, Optional.of(why), 0, 0);
    }

    Verdict verdict(Criterion criterion) {
        return verdicts.getOrDefault(criterion.id(), Verdict.unknown(problem.orElse("Nobody judged this.")));
    }

    private JsonObject value(DataPoint point, JsonObject variables) {
        return point.settled(variables)
                .map(settled -> point.shown(settled, "It was settled before the conversation."))
                .orElseGet(() -> {
                    Found found = values.getOrDefault(
                            point.id(),
                            problem.map(why -> new Found(JsonValue.NULL, why)).orElse(Found.NOTHING));
                    return point.shown(found.value(), found.rationale());
                });
    }

    /** The contract's result of one criterion. */
    public JsonObject asResult(Criterion criterion) {
        return criterion.shown(verdict(criterion));
    }

    /** The contract's ConversationHistoryAnalysisCommonModel. */
    public JsonObject asAnalysis(Questions asked) {
        JsonObjectBuilder criteria = Json.createObjectBuilder();
        JsonArrayBuilder criteriaList = Json.createArrayBuilder();
        asked.criteria().forEach(criterion -> {
            criteria.add(criterion.id(), asResult(criterion));
            criteriaList.add(asResult(criterion));
        });
        JsonObjectBuilder points = Json.createObjectBuilder();
        JsonArrayBuilder pointList = Json.createArrayBuilder();
        asked.points().forEach(point -> {
            JsonObject shown = value(point, asked.variables());
            points.add(point.id(), shown);
            pointList.add(shown);
        });
        List<Verdict.Result> results =
                asked.criteria().stream().map(each -> verdict(each).result()).toList();
        return Json.createObjectBuilder()
                .add("evaluation_criteria_results", criteria)
                .add("evaluation_criteria_results_list", criteriaList)
                .add("data_collection_results", points)
                .add("data_collection_results_list", pointList)
                .add("call_successful", (results.isEmpty() ? success : Verdict.Result.all(results)).wireName())
                .add("transcript_summary", summary)
                .add(
                        "call_summary_title",
                        title.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
                .build();
    }

    /** An analysis of which one criterion was judged anew. */
    public static JsonObject replaced(JsonObject analysis, JsonObject result) {
        String id = result.getString("criteria_id");
        JsonObjectBuilder byId = Json.createObjectBuilder(object(analysis, "evaluation_criteria_results"))
                .add(id, result);
        JsonObject criteria = byId.build();
        JsonArrayBuilder list = Json.createArrayBuilder();
        criteria.values().forEach(list::add);
        List<Verdict.Result> results = criteria.values().stream()
                .map(each -> Verdict.Result.of(each.asJsonObject().getString("result"))
                        .orElse(Verdict.Result.UNKNOWN))
                .toList();
        return Json.createObjectBuilder(analysis)
                .add("evaluation_criteria_results", criteria)
                .add("evaluation_criteria_results_list", list)
                .add("call_successful", Verdict.Result.all(results).wireName())
                .build();
    }

    private static JsonObject object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }
}
