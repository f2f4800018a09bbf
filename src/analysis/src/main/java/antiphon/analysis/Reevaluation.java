package antiphon.analysis;

import antiphon.analysis.AnalysedCalls.Material;
import antiphon.analysis.AnalysedCalls.Part;
import antiphon.analysis.Analysts.Opinion;
import antiphon.analysis.judging.Answers;
import antiphon.analysis.judging.Criterion;
import antiphon.analysis.judging.Questions;
import antiphon.api.Refusal;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One criterion judged anew, of the whole conversation or of each agent's part of it. Blocks while somebody judges. */
final class Reevaluation {
    private final Material material;
    private final String criterionId;
    private final Analysts analysts;
    private Optional<BigDecimal> price = Optional.of(BigDecimal.ZERO);
    private Optional<String> problem = Optional.empty();

    Reevaluation(Material material, String criterionId, Analysts analysts) {
        this.material = material;
        this.criterionId = criterionId;
        this.analysts = analysts;
    }

    /**
     * @return what becomes by it of the analysis so far
     * @throws Refusal.NotFound if the agent has no such criterion of whole conversations
     */
    UnaryOperator<JsonObject> ofWhole() {
        Criterion criterion = criterion(material.questions()).orElseThrow(this::unknown);
        JsonObject judged =
                answers(material.agent(), material.questions(), criterion).asResult(criterion);
        return before -> Answers.replaced(before, judged);
    }

    /**
     * @return what becomes by it of the analysis so far
     * @throws Refusal.NotFound if no agent of the conversation has such a criterion of its part
     */
    UnaryOperator<JsonObject> ofParts() {
        List<Part> asked = material.parts().stream()
                .filter(part -> criterion(part.questions()).isPresent())
                .toList();
        if (asked.isEmpty()) {
            throw unknown();
        }
        List<JsonObject> judged = asked.stream().map(this::judged).toList();
        return before -> {
            JsonObject after = before;
            for (JsonObject part : judged) {
                after = Answers.replacedPart(after, part);
            }
            return after;
        };
    }

    private JsonObject judged(Part part) {
        Criterion criterion = criterion(part.questions()).orElseThrow();
        return answers(part.agent(), part.questions(), criterion)
                .asPart(part.questions().only(criterion), part.agentId(), part.branchId());
    }

    /** In US dollars, of what was asked so far; empty where it is not known. */
    Optional<BigDecimal> price() {
        return price;
    }

    /** Why some of what was asked so far could not be answered. */
    Optional<String> problem() {
        return problem;
    }

    private Answers answers(JsonObject agent, Questions questions, Criterion criterion) {
        Opinion opinion = analysts.ask(agent, questions.only(criterion));
        price = Analysts.sum(price, opinion.price());
        problem = problem.or(() -> opinion.answers().problem());
        return opinion.answers();
    }

    private Optional<Criterion> criterion(Questions questions) {
        return questions.criteria().stream()
                .filter(each -> each.id().equals(criterionId))
                .findFirst();
    }

    private Refusal unknown() {
        return Refusal.NotFound.of("evaluation", criterionId);
    }
}
