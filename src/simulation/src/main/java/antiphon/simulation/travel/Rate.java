package antiphon.simulation.travel;

import antiphon.api.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How often a criterion was met.
 *
 * @param unknown conversations of which nobody could tell; they count neither for nor against
 */
record Rate(long success, long failure, long unknown) {
    private static final int DIGITS = 4;

    /** With the share of successes among those that are known, 0 to 1, and its interval; null where none is known. */
    JsonObject asJson() {
        long known = success + failure;
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("success", success)
                .add("failure", failure)
                .add("unknown", unknown);
        if (known == 0) {
            return json.add("rate", JsonValue.NULL)
                    .add("confidence_95", JsonValue.NULL)
                    .build();
        }
        WilsonInterval interval = WilsonInterval.of(success, known);
        return json.add("rate", rounded((double) success / known))
                .add(
                        "confidence_95",
                        Json.createObjectBuilder()
                                .add("low", rounded(interval.low()))
                                .add("high", rounded(interval.high())))
                .build();
    }

    private static BigDecimal rounded(double share) {
        return BigDecimal.valueOf(share).setScale(DIGITS, RoundingMode.HALF_UP);
    }
}
