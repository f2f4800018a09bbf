package antiphon.call;

import java.util.function.ToDoubleFunction;

/** What was judged of the words last asked about, so that nobody is asked the same at every frame. */
final class Judgement {
    private String words = "";
    private double likelihood;
    private boolean known;

    double of(String asked, ToDoubleFunction<String> judge) {
        if (!known || !asked.equals(words)) {
            likelihood = judge.applyAsDouble(asked);
            words = asked;
            known = true;
        }
        return likelihood;
    }

    void forget() {
        known = false;
    }
}
