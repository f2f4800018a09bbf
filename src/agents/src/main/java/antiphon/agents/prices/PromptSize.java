package antiphon.agents.prices;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * What makes up most of what a model is given each time.
 *
 * @param characters of the agent's instructions
 * @param pages of its knowledge
 * @param retrieval whether only fitting passages are given, rather than all pages
 */
record PromptSize(long characters, long pages, boolean retrieval) {
    static final PromptSize NOTHING = new PromptSize(0, 0, false);

    private static final long MOST = 1_000_000_000;

    /**
     * This, but for what a request says otherwise; what is null there says nothing.
     *
     * @throws Refusal.Invalid when a number of it makes no sense
     */
    PromptSize changedBy(JsonObject body) {
        JsonValue enabled = body.getOrDefault("rag_enabled", JsonValue.NULL);
        return new PromptSize(
                number(body, "prompt_length", characters),
                number(body, "number_of_pages", pages),
                enabled == JsonValue.NULL ? retrieval : enabled == JsonValue.TRUE);
    }

    private static long number(JsonObject body, String name, long otherwise) {
        if (!(body.get(name) instanceof JsonNumber number)) {
            return otherwise;
        }
        if (number.bigDecimalValue().signum() < 0 || number.doubleValue() > MOST) {
            throw new Refusal.Invalid(Problem.at("body." + name, "Input should be 0 to " + MOST, "value_error"));
        }
        return number.bigDecimalValue().longValue();
    }
}
