package antiphon.simulation.travel;

import antiphon.language.LanguageModel.Usage;
import java.util.function.BiConsumer;

/** Counts what models take, each told by its name. Any thread. */
final class Meter implements BiConsumer<String, Usage> {
    private Cost cost = Cost.NONE;

    @Override
    public synchronized void accept(String model, Usage usage) {
        cost = cost.plus(Cost.of(model, usage.inputTokens(), usage.outputTokens()));
    }

    synchronized Cost cost() {
        return cost;
    }
}
