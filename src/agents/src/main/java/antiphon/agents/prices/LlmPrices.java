package antiphon.agents.prices;

import antiphon.api.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a language model costs, and an estimate of what a conversation will, from the size of what the model is given.
 *
 * @param model the contract's name
 * @param inPerMillion dollars for a million tokens that go in
 * @param outPerMillion dollars for a million tokens that come out
 */
public record LlmPrices(String model, BigDecimal inPerMillion, BigDecimal outPerMillion) {
    /** Of English, as all vendors tell it. */
    private static final int CHARACTERS_A_TOKEN = 4;

    private static final int TOKENS_A_PAGE = 600;

    /** What retrieval adds at most by the contract's default, 50,000 characters. */
    private static final int TOKENS_RETRIEVED = 50_000 / CHARACTERS_A_TOKEN;

    /** The dialogue so far, in the middle of a conversation of some minutes. */
    private static final int TOKENS_OF_DIALOGUE = 600;

    private static final int TOKENS_AN_ANSWER = 60;
    private static final int ANSWERS_A_MINUTE = 4;
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final List<LlmPrices> ALL = read();

    private static List<LlmPrices> read() {
        try (InputStream file = Objects.requireNonNull(LlmPrices.class.getResourceAsStream("prices.tsv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new LlmPrices(cells[0], new BigDecimal(cells[1]), new BigDecimal(cells[2])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What these tokens cost in US dollars.
     *
     * @param model the contract's name
     * @return empty where the price of the model is not known
     */
    public static Optional<BigDecimal> of(String model, long inputTokens, long outputTokens) {
        return ALL.stream()
                .filter(price -> price.model.equals(model))
                .findFirst()
                .map(price -> price.inPerMillion
                        .multiply(BigDecimal.valueOf(inputTokens))
                        .add(price.outPerMillion.multiply(BigDecimal.valueOf(outputTokens)))
                        .divide(MILLION, MathContext.DECIMAL64));
    }

    /** The contract's LLMUsageCalculatorResponseModel. */
    static JsonObject estimate(PromptSize size) {
        BigDecimal knowledge = BigDecimal.valueOf(size.pages()).multiply(BigDecimal.valueOf(TOKENS_A_PAGE));
        BigDecimal given = size.retrieval() ? knowledge.min(BigDecimal.valueOf(TOKENS_RETRIEVED)) : knowledge;
        BigDecimal in = BigDecimal.valueOf(size.characters() / CHARACTERS_A_TOKEN)
                .add(given)
                .add(BigDecimal.valueOf(TOKENS_OF_DIALOGUE));
        JsonArrayBuilder prices = Json.createArrayBuilder();
        ALL.forEach(price -> prices.add(price.asJson(in)));
        return Json.createObjectBuilder().add("llm_prices", prices).build();
    }

    private JsonObject asJson(BigDecimal tokensIn) {
        BigDecimal message = inPerMillion
                .multiply(tokensIn)
                .add(outPerMillion.multiply(BigDecimal.valueOf(TOKENS_AN_ANSWER)))
                .divide(MILLION, MathContext.DECIMAL64);
        return Json.createObjectBuilder()
                .add("llm", model)
                .add("price_per_message", message)
                .add("price_per_minute", message.multiply(BigDecimal.valueOf(ANSWERS_A_MINUTE)))
                .build();
    }
}
