package antiphon.analysis.judging;

import antiphon.api.Json;
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
 * @param scope of which part of a conversation it is asked
 */
public record Criterion(
        String id,
        String name,
        String goal,
        String scoreInstructions,
        int maxScore,
        Optional<String> llm,
        boolean informed,
        Scope scope) {
    private static final int USUAL_SCORE = 100;

    /** Asked of a whole conversation, of whoever judges, who is given no more than that. */
    public Criterion(String id, String name, String goal, String scoreInstructions, int maxScore) {
        this(id, name, goal, scoreInstructions, maxScore, Optional.empty(), false, Scope.CONVERSATION);
    }

    /** @param settings the agent's {@code platform_settings.evaluation} */
    public static List<Criterion> read(@Nullable JsonValue settings) {
        return settings instanceof JsonObject evaluation && evaluation.get("criteria") instanceof JsonArray list
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
                criterion.getString("conversation_goal_prompt", ""),
                instructions,
                scored ? Math.max(1, most) : 0,
                criterion.get("llm") instanceof JsonString llm
                                && !llm.getString().isEmpty()
                        ? Optional.of(llm.getString())
                        : Optional.empty(),
                criterion.getBoolean("use_knowledge_base", false),
                Scope.of(criterion.getString("scope", "")));
    }

    /** What a model reads of it. */
    String question() {
        String told = informed ? goal + "\nThe knowledge base tells what is right here." : goal;
        return scoreInstructions.isBlank() ? told : told + "\nHow to score: " + scoreInstructions;
    }

    /** The contract's ConversationHistoryEvaluationCriteriaResultCommonModel. */
    JsonObject shown(Verdict verdict) {
        JsonObjectBuilder shown = Json.createObjectBuilder()
                .add("criteria_id", id)
                .add("result", verdict.result().wireName())
                .add("rationale", verdict.rationale())
                .add("scoring_mode", maxScore > 0 ? "numeric_uniform" : "binary");
        if (maxScore > 0 && verdict.score() >= 0) {
            shown.add("score", Math.min(verdict.score(), maxScore));
        } else {
            shown.addNull("score");
        }
        return maxScore > 0
                ? shown.add("max_score", maxScore).build()
                : shown.addNull("max_score").build();
    }
}
