package antiphon.simulation.travel;

import antiphon.agents.prices.LlmPrices;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What language models took.
 *
 * @param price in US dollars; empty where that of some model is not known
 */
record Cost(long inputTokens, long outputTokens, Optional<BigDecimal> price) {
    static final Cost NONE = new Cost(0, 0, Optional.of(BigDecimal.ZERO));

    /** @param model the contract's name */
    static Cost of(String model, long inputTokens, long outputTokens) {
        return inputTokens + outputTokens == 0
                ? NONE
                : new Cost(inputTokens, outputTokens, LlmPrices.of(model, inputTokens, outputTokens));
    }

    Cost plus(Cost other) {
        return new Cost(
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                price.flatMap(one -> other.price.map(one::add)));
    }
}
