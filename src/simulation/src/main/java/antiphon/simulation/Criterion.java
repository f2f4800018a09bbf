package antiphon.simulation;

import antiphon.api.Json;
import antiphon.simulation.judging.Judge;
import antiphon.simulation.judging.Judge.Question;
import antiphon.simulation.judging.Verdict;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation is judged by; the contract's PromptEvaluationCriteria.
 *
 * @param maxScore 0 where no score is wanted
 * @param llm who is to judge, in the contract's word; empty for whoever judges all
 * @param informed whether the agent's knowledge bears on it
 */
public record Criterion(
        String id,
        String name,
        String goal,
        String scoreInstructions,
        int maxScore,
        Optional<String> llm,
        boolean informed) {
    private static final int USUAL_SCORE = 100;

    /** @param criteria the agent's {@code platform_settings.evaluation.criteria} */
    public static List<Criterion> read(@Nullable JsonValue criteria) {
        return criteria instanceof JsonArray list
                ? list.getValuesAs(JsonObject.class).stream()
                        .map(Criterion::read)
                        .toList()
                : List.of();
    }

    private static Criterion read(JsonObject criterion) {
        boolean scored = criterion.getString("scoring_mode", "binary").equals("numeric_uniform");
        int most = criterion.get("max_score") instanceof JsonNumber number ? number.intValue() : USUAL_SCORE;
        String instructions = criterion.get("score_instructions") instanceof JsonString text ? text.getString() : "";
        return new Criterion(
                criterion.getString("id"),
                criterion.getString("name", ""),
                criterion.getString("conversation_goal_prompt"),
                instructions,
                scored ? Math.max(1, most) : 0,
                criterion.get("llm") instanceof JsonString llm
                                && !llm.getString().isEmpty()
                        ? Optional.of(llm.getString())
                        : Optional.empty(),
                criterion.getBoolean("use_knowledge_base", false));
    }

    /** Blocks. */
    public Verdict judge(String evidence, Judge judge) throws InterruptedException {
        String condition = scoreInstructions.isBlank() ? goal : goal + "\nHow to score: " + scoreInstructions;
        return judge.judge(new Question(condition, evidence, "", List.of(), List.of(), maxScore));
    }

    /** The contract's ConversationHistoryEvaluationCriteriaResultCommonModel. */
    JsonObject shown(Verdict verdict) {
        JsonObjectBuilder shown = Json.createObjectBuilder()
                .add("criteria_id", id)
                .add("result", verdict.result().wireName())
                .add("rationale", verdict.rationale())
                .add("scoring_mode", maxScore > 0 ? "numeric_uniform" : "binary");
        if (maxScore > 0 && verdict.score() >= 0) {
            shown.add("score", verdict.score());
        } else {
            shown.addNull("score");
        }
        return maxScore > 0
                ? shown.add("max_score", maxScore).build()
                : shown.addNull("max_score").build();
    }
}
