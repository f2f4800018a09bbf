package antiphon.analysis;

import antiphon.analysis.AnalysedCalls.Material;
import antiphon.analysis.AnalysedCalls.Part;
import antiphon.analysis.Analysts.Opinion;
import antiphon.analysis.judging.Answers;
import antiphon.analysis.judging.Questions;
import antiphon.api.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What came of looking at a conversation, not yet kept.
 *
 * @param parts what was found about each agent's part, in the order of the material's
 */
record Finding(Material material, Opinion whole, List<Opinion> parts) {
    /** @param asked who answers, by the document of an agent */
    static Finding of(Material material, BiFunction<JsonObject, Questions, Opinion> asked) {
        return new Finding(
                material,
                asked.apply(material.agent(), material.questions()),
                material.parts().stream()
                        .map(part -> asked.apply(part.agent(), part.questions()))
                        .toList());
    }

    /** Nobody could look at it, and why. */
    static Finding none(Material material, Answers answers) {
        Opinion nobodys = new Opinion(answers, Optional.of(BigDecimal.ZERO));
        return of(material, (agent, questions) -> nobodys);
    }

    Answers answers() {
        return whole.answers();
    }

    /** Why some of it could not be answered. */
    Optional<String> problem() {
        return material.conversation().wordsGone()
                ? Optional.of("What was said was deleted meanwhile, as the agent is set.")
                : opinions()
                        .flatMap(opinion -> opinion.answers().problem().stream())
                        .findFirst();
    }

    /** Whether it may take the place of what was found before: all was answered, of words that are still known. */
    boolean isBetterThanNothing() {
        return problem().isEmpty();
    }

    long inputTokens() {
        return opinions().mapToLong(opinion -> opinion.answers().inputTokens()).sum();
    }

    long outputTokens() {
        return opinions().mapToLong(opinion -> opinion.answers().outputTokens()).sum();
    }

    /** In US dollars; empty where that is not known of all. */
    Optional<BigDecimal> price() {
        return opinions().map(Opinion::price).reduce(Optional.of(BigDecimal.ZERO), Analysts::sum);
    }

    private Stream<Opinion> opinions() {
        return Stream.concat(Stream.of(whole), parts.stream());
    }

    /** The contract's ConversationHistoryAnalysisCommonModel. */
    JsonObject analysis() {
        JsonArrayBuilder scoped = Json.createArrayBuilder();
        for (int i = 0; i < parts.size(); i++) {
            Part part = material.parts().get(i);
            scoped.add(parts.get(i).answers().asPart(part.questions(), part.agentId(), part.branchId()));
        }
        return Json.createObjectBuilder(answers().asAnalysis(material.questions()))
                .add("scoped", scoped)
                .build();
    }
}
