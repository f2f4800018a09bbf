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

/** One criterion judged anew, of the whole conversation or of each agent's part of it. Blocks while somebody judges. */
final class Reevaluation {
    private final Material material;
    private final String criterionId;
    private final Analysts analysts;
    private Optional<BigDecimal> price = Optional.of(BigDecimal.ZERO);

    Reevaluation(Material material, String criterionId, Analysts analysts) {
        this.material = material;
        this.criterionId = criterionId;
        this.analysts = analysts;
    }

    /**
     * @param before the analysis so far
     * @throws Refusal.NotFound if the agent has no such criterion of whole conversations
     */
    JsonObject ofWhole(JsonObject before) {
        Criterion criterion = criterion(material.questions()).orElseThrow(this::unknown);
        return Answers.replaced(
                before,
                answers(material.agent(), material.questions(), criterion).asResult(criterion));
    }

    /** @throws Refusal.NotFound if no agent of the conversation has such a criterion of its part */
    JsonObject ofParts(JsonObject before) {
        List<Part> asked = material.parts().stream()
                .filter(part -> criterion(part.questions()).isPresent())
                .toList();
        if (asked.isEmpty()) {
            throw unknown();
        }
        JsonObject after = before;
        for (Part part : asked) {
            Criterion criterion = criterion(part.questions()).orElseThrow();
            JsonObject judged = answers(part.agent(), part.questions(), criterion)
                    .asPart(part.questions().only(criterion), part.agentId(), part.branchId());
            after = Answers.replacedPart(after, judged);
        }
        return after;
    }

    /** In US dollars, of what was asked so far; empty where it is not known. */
    Optional<BigDecimal> price() {
        return price;
    }

    private Answers answers(JsonObject agent, Questions questions, Criterion criterion) {
        Opinion opinion = analysts.ask(agent, questions.only(criterion));
        price = Analysts.sum(price, opinion.price());
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
