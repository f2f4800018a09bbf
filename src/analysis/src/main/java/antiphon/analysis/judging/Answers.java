package antiphon.analysis.judging;

import antiphon.api.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
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

    private static final String CRITERIA = "evaluation_criteria_results";
    private static final String COLLECTED = "data_collection_results";

    /** A value, and where it comes from. */
    public record Found(JsonValue value, String rationale) {
        static final Found NOTHING = new Found(JsonValue.NULL, "The conversation does not tell.");
    }

    /** Nobody could answer, and why. */
    public static Answers none(String analyst, String why) {
        return new Answers(
                Map.of(), Map.of(), Verdict.Result.UNKNOWN, why, Optional.empty(), analyst, Optional.of(why), 0, 0);
    }

    /** With what somebody else answered to other questions about the same. */
    public Answers joined(Answers others, Questions asked) {
        Map<String, Verdict> allVerdicts = new LinkedHashMap<>(verdicts);
        asked.criteria().forEach(criterion -> allVerdicts.put(criterion.id(), others.verdict(criterion)));
        Map<String, Found> allValues = new LinkedHashMap<>(values);
        asked.points().forEach(point -> allValues.put(point.id(), others.found(point)));
        return new Answers(
                allVerdicts,
                allValues,
                success,
                summary,
                title,
                analyst,
                problem.or(others::problem),
                inputTokens + others.inputTokens(),
                outputTokens + others.outputTokens());
    }

    Verdict verdict(Criterion criterion) {
        return verdicts.getOrDefault(criterion.id(), Verdict.unknown(problem.orElse("Nobody judged this.")));
    }

    private JsonObject value(DataPoint point, JsonObject variables) {
        return point.settled(variables)
                .map(settled -> point.shown(settled, "It was settled before the conversation."))
                .orElseGet(() -> {
                    Found found = found(point);
                    return point.shown(found.value(), found.rationale());
                });
    }

    private Found found(DataPoint point) {
        return values.getOrDefault(
                point.id(), problem.map(why -> new Found(JsonValue.NULL, why)).orElse(Found.NOTHING));
    }

    /** The contract's result of one criterion. */
    public JsonObject asResult(Criterion criterion) {
        return criterion.shown(verdict(criterion));
    }

    /** The contract's ConversationHistoryAnalysisCommonModel. */
    public JsonObject asAnalysis(Questions asked) {
        List<Verdict.Result> results =
                asked.criteria().stream().map(each -> verdict(each).result()).toList();
        return asResults(asked)
                .add("call_successful", (results.isEmpty() ? success : Verdict.Result.all(results)).wireName())
                .add("transcript_summary", summary)
                .add(
                        "call_summary_title",
                        title.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
                .build();
    }

    /**
     * The contract's ScopedAnalysisResult.
     *
     * @param agentId whose part of the conversation this is about
     */
    public JsonObject asPart(Questions asked, String agentId, Optional<String> branchId) {
        List<Verdict.Result> results =
                asked.criteria().stream().map(each -> verdict(each).result()).toList();
        return asResults(asked)
                .remove(CRITERIA + "_list")
                .remove(COLLECTED + "_list")
                .add("scope", Scope.AGENT.wireName())
                .add("source_agent_id", agentId)
                .add(
                        "source_branch_id",
                        branchId.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
                .add("successful", Verdict.Result.all(results).wireName())
                .build();
    }

    private JsonObjectBuilder asResults(Questions asked) {
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
        return Json.createObjectBuilder()
                .add(CRITERIA, criteria)
                .add(CRITERIA + "_list", criteriaList)
                .add(COLLECTED, points)
                .add(COLLECTED + "_list", pointList);
    }

    /** An analysis of which one criterion was judged anew. */
    public static JsonObject replaced(JsonObject analysis, JsonObject result) {
        JsonObject criteria = withResult(analysis, result);
        JsonArrayBuilder list = Json.createArrayBuilder();
        criteria.values().forEach(list::add);
        return Json.createObjectBuilder(analysis)
                .add(CRITERIA, criteria)
                .add(CRITERIA + "_list", list)
                .add("call_successful", successOf(criteria))
                .build();
    }

    /**
     * An analysis of which one criterion was judged anew for one agent's part.
     *
     * @param part of which that is the result alone
     */
    public static JsonObject replacedPart(JsonObject analysis, JsonObject part) {
        JsonArrayBuilder scoped = Json.createArrayBuilder();
        JsonObject whole = part;
        if (analysis.get("scoped") instanceof JsonArray parts) {
            for (JsonObject known : parts.getValuesAs(JsonObject.class)) {
                if (known.getString("source_agent_id").equals(part.getString("source_agent_id"))) {
                    whole = joinedPart(known, part);
                } else {
                    scoped.add(known);
                }
            }
        }
        return Json.createObjectBuilder(analysis)
                .add("scoped", scoped.add(whole))
                .build();
    }

    private static JsonObject joinedPart(JsonObject known, JsonObject part) {
        JsonObject criteria = object(known, CRITERIA);
        for (JsonValue result : object(part, CRITERIA).values()) {
            criteria = withResult(
                    Json.createObjectBuilder().add(CRITERIA, criteria).build(), result.asJsonObject());
        }
        return Json.createObjectBuilder(known)
                .add(CRITERIA, criteria)
                .add("successful", successOf(criteria))
                .build();
    }

    private static JsonObject withResult(JsonObject analysis, JsonObject result) {
        return Json.createObjectBuilder(object(analysis, CRITERIA))
                .add(result.getString("criteria_id"), result)
                .build();
    }

    private static String successOf(JsonObject criteria) {
        return Verdict.Result.all(criteria.values().stream()
                        .map(each -> Verdict.Result.of(each.asJsonObject().getString("result"))
                                .orElse(Verdict.Result.UNKNOWN))
                        .toList())
                .wireName();
    }

    private static JsonObject object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }
}
