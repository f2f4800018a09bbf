package antiphon.conversations.record;

import antiphon.api.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/** What an analysis found, without a word of the conversation: who judged how, but not why, and nothing that was collected. */
final class WordlessAnalysis {
    private static final String RESULTS = "evaluation_criteria_results";
    private static final String COLLECTED = "data_collection_results";

    private WordlessAnalysis() {}

    /** @param analysis the contract's ConversationHistoryAnalysisCommonModel */
    static JsonObject of(JsonObject analysis) {
        JsonObjectBuilder wordless = judged(analysis)
                .add("data_collection_results_list", JsonValue.EMPTY_JSON_ARRAY)
                .add("transcript_summary", "")
                .addNull("call_summary_title");
        JsonObjectBuilder built = Json.createObjectBuilder(wordless.build());
        if (analysis.get(RESULTS + "_list") instanceof JsonArray list) {
            JsonArrayBuilder results = Json.createArrayBuilder();
            list.forEach(result -> results.add(unreasoned(result)));
            built.add(RESULTS + "_list", results);
        }
        if (analysis.get("scoped") instanceof JsonArray scoped) {
            JsonArrayBuilder parts = Json.createArrayBuilder();
            scoped.forEach(part -> parts.add(judged(part.asJsonObject())));
            built.add("scoped", parts);
        }
        return built.build();
    }

    private static JsonObjectBuilder judged(JsonObject part) {
        JsonObjectBuilder results = Json.createObjectBuilder();
        if (part.get(RESULTS) instanceof JsonObject byId) {
            byId.forEach((id, result) -> results.add(id, unreasoned(result)));
        }
        return Json.createObjectBuilder(part).add(RESULTS, results).add(COLLECTED, JsonValue.EMPTY_JSON_OBJECT);
    }

    private static JsonObject unreasoned(JsonValue result) {
        return Json.createObjectBuilder(result.asJsonObject())
                .add("rationale", "")
                .build();
    }
}
