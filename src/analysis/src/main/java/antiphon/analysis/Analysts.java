package antiphon.analysis;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.PromptConfig;
import antiphon.agents.prices.LlmPrices;
import antiphon.analysis.judging.Analyst;
import antiphon.analysis.judging.Answers;
import antiphon.analysis.judging.Questions;
import antiphon.analysis.judging.RuleAnalyst;
import antiphon.analysis.judging.ThinkingAnalyst;
import antiphon.conversations.OtherMinds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Finds who analyses: the language model that a question names, or the one that the agent names for all of them in
 * {@code analysis_llm}, or the agent's own; where none is to be had, the rules.
 */
@ApplicationScoped
class Analysts {
    @Inject
    OtherMinds minds;

    /**
     * What came of all questions, by whomever they were answered.
     *
     * @param price in US dollars; empty where the price of somebody is not known
     */
    record Opinion(Answers answers, Optional<BigDecimal> price) {}

    /**
     * Blocks while models think.
     *
     * @param agent its document
     */
    Opinion ask(JsonObject agent, Questions questions) {
        Opinion all = ask(agent, Optional.empty(), questions.forAnybody());
        for (Map.Entry<String, Questions> share : questions.byModel().entrySet()) {
            Opinion one = ask(agent, Optional.of(share.getKey()), share.getValue());
            all = new Opinion(all.answers().joined(one.answers(), share.getValue()), sum(all.price(), one.price()));
        }
        return all;
    }

    private Opinion ask(JsonObject agent, Optional<String> llm, Questions questions) {
        Answers answers = find(agent, llm).answer(questions);
        return new Opinion(answers, price(answers));
    }

    static Optional<BigDecimal> sum(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.flatMap(price -> other.map(price::add));
    }

    private static Optional<BigDecimal> price(Answers answers) {
        return answers.inputTokens() + answers.outputTokens() == 0
                ? Optional.of(BigDecimal.ZERO)
                : LlmPrices.of(answers.analyst(), answers.inputTokens(), answers.outputTokens());
    }

    /** @param llm that is named for this alone */
    Analyst find(JsonObject agent, Optional<String> llm) {
        PromptConfig prompt = AgentConfig.readPrompt(agent);
        return minds.find(llm.or(() -> forAll(agent)).orElse(prompt.llm()), prompt)
                .<Analyst>map(ThinkingAnalyst::new)
                .orElseGet(() -> new RuleAnalyst(minds.embedder()));
    }

    /** Only where the agent says so: by the contract's default every agent would be judged by one vendor's model. */
    private static Optional<String> forAll(JsonObject agent) {
        return AnalysedCalls.member(agent, "platform_settings").get("analysis_llm") instanceof JsonString llm
                ? Optional.of(llm.getString())
                : Optional.empty();
    }
}
